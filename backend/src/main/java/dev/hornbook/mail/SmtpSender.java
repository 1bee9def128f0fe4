package dev.hornbook.mail;

import dev.hornbook.config.MailServer;
import dev.hornbook.config.MailServer.Encryption;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

/** Hands mail to an SMTP server, each on a connection of its own: there are few, and none is to keep a connection open. */
public final class SmtpSender implements MailSender {

    /** How long the server may take for each step. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Session session;
    private final MailServer server;
    private final Clock clock;

    public SmtpSender(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties(server), server.login().map(SmtpSender::authenticator).orElse(null));
    }

    @Override
    public void send(Mail mail) {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from(), true));
            message.setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            // Nobody's "out of office" answers it (RFC 3834).
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(mail.text(), StandardCharsets.UTF_8.name());
            Transport.send(message);
        } catch (MessagingException e) {
            throw new MailException("The mail server " + server.host() + ":" + server.port()
                    + " did not take a mail; look at HORNBOOK_SMTP_URL, HORNBOOK_MAIL_FROM and the server's own log.", e);
        }
    }

    private static Properties properties(MailServer server) {
        String protocol = server.encryption() == Encryption.AT_ONCE ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String patience = Long.toString(PATIENCE.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        // Transport.send looks the protocol up by the kind of address.
        properties.setProperty("mail.transport.protocol.rfc822", protocol);
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", Integer.toString(server.port()));
        properties.setProperty(prefix + "auth", Boolean.toString(server.login().isPresent()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.setProperty(prefix + "connectiontimeout", patience);
        properties.setProperty(prefix + "timeout", patience);
        properties.setProperty(prefix + "writetimeout", patience);
        return properties;
    }

    private static Authenticator authenticator(MailServer.Login login) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(login.user(), login.password().value());
            }
        };
    }
}
