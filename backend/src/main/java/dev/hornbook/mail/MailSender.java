package dev.hornbook.mail;

/** Hands a mail over to whatever delivers it. */
@FunctionalInterface
public interface MailSender {

    /**
     * Returns once the mail is accepted.
     *
     * @throws MailException if it was not
     */
    void send(Mail mail);
}
