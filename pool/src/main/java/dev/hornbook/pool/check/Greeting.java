package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonUrl;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first words of PostgreSQL's protocol (PostgreSQL 18, chapter 54), as far as they go without a password: the request for TLS, and which
 * ways to sign in the server offers.
 */
final class Greeting {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int VERSION_3_0 = 196_608;
    private static final int SASL = 10;
    private static final int LONGEST = 10_000;

    private Greeting() {}

    /** Asks for TLS and returns the server's one letter: S, it does; N, it does not. */
    static char askForTls(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(Long.BYTES);
        out.writeInt(SSL_REQUEST);
        out.flush();
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new IOException("end of stream");
        }
        return (char) answer;
    }

    /** Names user and database, and returns the SASL mechanisms that the server offers; empty where it wants something else. */
    static List<String> mechanisms(Socket socket, NeonUrl url) throws IOException {
        String options = url.endpoint().map(id -> "options\0endpoint=" + id + (url.isPooled() ? "-pooler" : "") + "\0").orElse("");
        byte[] startup = ("user\0" + url.user() + "\0database\0" + url.database() + "\0" + options + "\0").getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(Long.BYTES + startup.length);
        out.writeInt(VERSION_3_0);
        out.write(startup);
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        char type = (char) in.readByte();
        int length = in.readInt() - Integer.BYTES;
        if (type != 'R' || length < Integer.BYTES || length > LONGEST || in.readInt() != SASL) {
            return List.of();
        }
        byte[] list = in.readNBytes(length - Integer.BYTES);
        List<String> mechanisms = new ArrayList<>(List.of(new String(list, StandardCharsets.US_ASCII).split("\0")));
        mechanisms.removeIf(String::isBlank);
        return mechanisms;
    }
}
