package dev.hornbook.sim.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The fields of an {@code ErrorResponse} that matter here.
 *
 * @param severity {@code ERROR}, {@code FATAL} or {@code PANIC}
 * @param sqlState the five-character SQLSTATE
 * @param text the message for people
 */
public record ErrorResponse(String severity, String sqlState, String text) {

    /** An error the way Neon's proxy writes every one of them during connect: {@code ERROR}, {@code XX000}. */
    public static ErrorResponse ofProxy(String text) {
        return new ErrorResponse("ERROR", "XX000", text);
    }

    /** Reads the body of an {@code E} message; fields that are missing come out empty. */
    public static ErrorResponse parse(byte[] body) {
        String severity = "";
        String sqlState = "";
        String text = "";
        int at = 0;
        while (at < body.length && body[at] != 0) {
            char field = (char) body[at];
            int end = at + 1;
            while (end < body.length && body[end] != 0) {
                end++;
            }
            String value = new String(body, at + 1, end - at - 1, StandardCharsets.UTF_8);
            switch (field) {
                case 'V' -> severity = value;
                case 'C' -> sqlState = value;
                case 'M' -> text = value;
                default -> {
                    // Detail, hint, position and source stay behind: Neon's proxy relays the text alone.
                }
            }
            at = end + 1;
        }
        return new ErrorResponse(severity, sqlState, text);
    }

    /** The {@code E} message. */
    public Message message() {
        var body = new ByteArrayOutputStream();
        field(body, 'S', severity);
        field(body, 'V', severity);
        field(body, 'C', sqlState);
        field(body, 'M', text);
        body.write(0);
        return new Message('E', body.toByteArray());
    }

    private static void field(ByteArrayOutputStream body, char name, String value) {
        body.write(name);
        body.writeBytes(Message.terminated(value));
    }
}
