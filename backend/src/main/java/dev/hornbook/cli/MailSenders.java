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
     * The mail server where one is set. Without one the log takes the links of whoever tries Hornbook out, on the embedded
     * database and with no address but this machine's; elsewhere a log is no place for links, and there are none.
     */
    static Optional<MailSender> of(Settings settings, Clock clock) {
        Optional<MailSender> server = settings.mail().map(set -> new SmtpSender(set, clock));
        return server
                .or(() -> settings.database().isEmpty() && settings.onThisMachineAlone() ? Optional.of(new LogSender()) : Optional.empty());
    }
}
