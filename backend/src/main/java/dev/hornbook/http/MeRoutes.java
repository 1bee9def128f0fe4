package dev.hornbook.http;

import dev.hornbook.account.AccountData;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Credentials;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.OwnAccount;
import dev.hornbook.account.Reader;
import dev.hornbook.account.Sessions;
import dev.hornbook.account.SignedIn;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@code /api/v1/me}: who is signed in, everything held about them, and the end of it. */
final class MeRoutes implements HttpService {
    private final Authenticator authenticator;
    private final Identity identity;
    private final AttemptLimits limits;
    private final PersonalData personalData;

    MeRoutes(Authenticator authenticator, Identity identity, AttemptLimits limits, PersonalData personalData) {
        this.authenticator = authenticator;
        this.identity = identity;
        this.limits = limits;
        this.personalData = personalData;
    }

    record View(String id, String name, String email) {}

    record Confirmation(Optional<String> password) {

        @Override
        public String toString() {
            return "Confirmation[***]";
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::find).get("/export", this::export).delete("/", this::erase);
    }

    private void find(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        Json.send(response, 200, new View(reader.id().value(), reader.name(), reader.email()));
    }

    private void export(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        // Before the first byte, so that a database that is away is told as such.
        AccountData account = identity.ownAccount().data(reader.id())
                .orElseThrow(() -> new ProblemException(Problem.of(401, "unauthorized", "Nobody is signed in", "The account is gone.")));
        Download.headers(response, "application/zip", "hornbook-my-data", ".zip");
        try {
            // Closed only when all is written: an answer that broke off ends without its last chunk, and the connection with it.
            personalData.write(account, response.outputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who took somebody's unlocked laptop has their session, but not their password. */
    private void erase(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        Confirmation confirmation = Json.read(request, Confirmation.class);
        Optional<String> password = confirmation.password() == null ? Optional.empty() : confirmation.password();
        OwnAccount account = identity.ownAccount();
        if (password.isPresent()) {
            String address = AuthSession.client(request).address();
            limits.attempt(address);
            limits.checking(address, new EmailAddress(reader.email()), () -> account.delete(reader.id(), password.get()));
        } else if (account.hasPassword(reader.id())) {
            throw unconfirmed("Send the password as {\"password\": \"…\"}: this cannot be taken back.");
        } else if (identity.authentication().freshFromElsewhere(Authenticator.credentials(request))) {
            account.delete(reader.id());
        } else {
            eraseBySession(session(request, reader));
        }
        AuthAnswers.setCookies(response, identity.cookies().signOut());
        response.status(204).send();
    }

    /** A guest cannot sign in again, so a session of any age will do; whoever signs in elsewhere can. */
    private void eraseBySession(SignedIn signedIn) {
        if (signedIn.user().anonymous()) {
            identity.guests().delete(signedIn.user());
        } else {
            identity.ownAccount().delete(signedIn);
        }
    }

    /** Of an account without a password: a session. */
    private SignedIn session(ServerRequest request, Reader reader) {
        Credentials credentials = Authenticator.credentials(request);
        return identity.authentication().session(credentials, Sessions.Reading.AS_IT_IS, true).map(Sessions.Found::signedIn)
                .filter(signedIn -> signedIn.user().id().equals(reader.id().value()))
                .orElseThrow(() -> unconfirmed("This account has no password: send the cookie or the token of its session."));
    }

    private static ProblemException unconfirmed(String detail) {
        return new ProblemException(Problem.of(403, "confirmation-needed", "This has to be confirmed", detail));
    }
}
