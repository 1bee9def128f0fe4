package dev.hornbook.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a mail's link in place of sending it: for development on one's own machine, and for nothing else. */
public final class LogSender implements MailSender {

    private static final Logger LOG = LoggerFactory.getLogger("hornbook.mail");

    @Override
    public void send(Mail mail) {
        LOG.info("{}: no mail is sent, for HORNBOOK_SMTP_URL is not set. The link is {}", mail.subject(), mail.link());
    }
}
