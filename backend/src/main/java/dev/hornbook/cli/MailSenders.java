package dev.hornbook.cli;

import dev.hornbook.config.Settings;
import dev.hornbook.mail.LogSender;
import dev.hornbook.mail.MailSender;
import dev.hornbook.mail.SmtpSender;
import java.time.Clock;
import java.util.Optional;

/** What links are mailed by, as set. */
final class MailSenders {

    private MailSenders() {}

    /**
     * The mail server where one is set. Without one the log takes the links with the embedded database, which is for one who
     * tries Hornbook out and may look into it; elsewhere a log is no place for links, and there are none.
     */
    static Optional<MailSender> of(Settings settings, Clock clock) {
        Optional<MailSender> server = settings.mail().map(set -> new SmtpSender(set, clock));
        return server.or(() -> settings.database().isEmpty() ? Optional.of(new LogSender()) : Optional.empty());
    }
}
