package dev.hornbook.http;

import dev.hornbook.config.SignUp;
import dev.hornbook.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A real Better Auth server: npm's {@code better-auth} 1.7.7 on Node. */
final class BetterAuthServer extends AuthWire {

    private final Process process;
    private final String origin;
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();

    BetterAuthServer(TestDatabase db, URI publicAddress, String secret) {
        this(db, publicAddress, secret, SignUp.OPEN);
    }

    /** With sign-up open or closed. */
    BetterAuthServer(TestDatabase db, URI publicAddress, String secret, SignUp signUp) {
        ProcessBuilder node = NodePackages.node("server.mjs");
        node.environment().put("DATABASE_URL", db.url());
        node.environment().put("BASE_URL", publicAddress.toString());
        node.environment().put("SECRET", secret);
        node.environment().put("SIGN_UP", signUp.word());
        try {
            process = node.start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            origin = output.readLine();
            if (origin == null || !origin.startsWith("http://")) {
                throw new IllegalStateException("The Better Auth server did not start: " + origin + " " + output.readAllAsString());
            }
            // Whatever else it says must not fill the pipe and stop it.
            Thread.ofVirtual().start(() -> output.lines().forEach(this::said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void said(String line) {
        if (line.startsWith("mail ")) {
            mails.add(line);
        } else {
            System.out.println("better-auth: " + line);
        }
    }

    @Override
    String origin() {
        return origin;
    }

    @Override
    BlockingQueue<String> mails() {
        return mails;
    }

    @Override
    public void close() {
        super.close();
        process.destroy();
    }
}
