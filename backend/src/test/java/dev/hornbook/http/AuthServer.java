package dev.hornbook.http;

import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Identity;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.account.SettableClock;
import dev.hornbook.config.SignUp;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.database.Database;
import dev.hornbook.mail.Mail;
import dev.hornbook.mail.MailQueue;
import dev.hornbook.mail.MailSender;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A real server with nothing but {@code /api/auth}, on a port of its own. */
final class AuthServer extends AuthWire {

    static final String SECRET = "canary-secret-0123456789abcdef-ABCDEF";

    /** How many conversations of a user are kept. */
    static final int KEPT = 5;

    final SettableClock clock = new SettableClock(Instant.now());
    final Identity identity;
    final Conversations conversations;
    private final BlockingQueue<String> links = new LinkedBlockingQueue<>();
    private final Optional<MailQueue> mail;
    private final WebServer server;

    /** Where the server is, once it is up. */
    private final class BoundAddress implements PublicAddress {

        @Override
        public URI base() {
            return URI.create("http://127.0.0.1:" + server.port());
        }

        @Override
        public Set<String> furtherOrigins() {
            return Set.of("http://localhost:" + server.port());
        }
    }

    AuthServer(Database database) {
        this(database, Optional.empty(), SECRET);
    }

    AuthServer(Database database, Optional<URI> publicAddress, String secret) {
        this(database, publicAddress, secret, SignUp.OPEN);
    }

    /** With sign-up as that says. */
    AuthServer(Database database, Optional<URI> publicAddress, String secret, SignUp signUp) {
        this(database, publicAddress, secret, signUp, Optional.empty(), true);
    }

    /** Whose mail goes to that sender, or nowhere. */
    AuthServer(Database database, Optional<MailSender> sender) {
        this(database, Optional.empty(), SECRET, SignUp.OPEN, sender, false);
    }

    private AuthServer(Database database, Optional<URI> publicAddress, String secret, SignUp signUp, Optional<MailSender> sender,
            boolean kept) {
        mail = (kept ? Optional.<MailSender>of(this::keep) : sender).map(MailQueue::new);
        PublicAddress address = publicAddress.<PublicAddress>map(PublicAddress::of).orElseGet(BoundAddress::new);
        conversations = new Conversations(database, clock, HistorySettings.of("auth").recent(KEPT));
        identity = Identity.over(database, new AuthSettings(secret, address, Optional.empty(), signUp, Duration.ofDays(30)), mail,
                conversations::adopt, clock);
        server = WebServer.builder().host("127.0.0.1").port(0)
                .routing(routing -> routing.addFilter(new SecurityHeaders())
                        .register("/api/auth", new AuthRoutes(identity, new AttemptLimits(clock))))
                .build().start();
    }

    @Override
    String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private void keep(Mail sent) {
        links.add("mail " + sent.to() + " " + sent.link());
    }

    @Override
    BlockingQueue<String> mails() {
        return links;
    }

    @Override
    public void close() {
        super.close();
        server.stop();
        mail.ifPresent(MailQueue::close);
    }
}
