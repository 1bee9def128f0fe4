package dev.hornbook.textbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a file: strict UTF-8, of bearable size, with line ends as {@code \n}. */
final class SourceText {
    /** A chapter of a million characters is an export of something, not a chapter. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private SourceText() {}

    static String read(SourceFile file) throws UnreadableFileException {
        byte[] bytes;
        try (InputStream in = file.content().open()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UnreadableFileException("It cannot be opened (" + e.getClass().getSimpleName() + "). Check its permissions.");
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableFileException("It is larger than 2 MiB. Split it into chapters.");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("It is not UTF-8. Save it with the encoding UTF-8.");
        }
        // PostgreSQL's text holds no NUL, and neither does anything a person wrote.
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableFileException("It holds NUL bytes, so it is not text. Save it with the encoding UTF-8.");
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return body.replace("\r\n", "\n").replace('\r', '\n');
    }
}
