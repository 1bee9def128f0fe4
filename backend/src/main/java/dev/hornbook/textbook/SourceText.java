package dev.hornbook.textbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a file: of bearable size, whole in its encoding, with line ends as {@code \n}. */
final class SourceText {
    /** A chapter of a million characters is an export of something, not a chapter. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    /** How an HTML page, or what stands before it as XML, says which encoding it has; it must do so in its first 1,024 bytes. */
    private static final Pattern CHARSET = Pattern.compile("(?i)(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]{1,40})");
    private static final int HEAD = 1024;

    private SourceText() {}

    /** Of a Markdown file, which is UTF-8. */
    static String read(SourceFile file) throws UnreadableFileException {
        return decoded(bytes(file), StandardCharsets.UTF_8);
    }

    /** Of an HTML file, in the encoding that it names; UTF-8 where it names none. */
    static String html(SourceFile file) throws UnreadableFileException {
        byte[] bytes = bytes(file);
        Matcher named = CHARSET.matcher(new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1));
        return decoded(bytes, named.find() ? charset(named.group(1)) : StandardCharsets.UTF_8);
    }

    private static Charset charset(String name) throws UnreadableFileException {
        try {
            Charset charset = Charset.forName(name);
            // A file that can be searched for its encoding's name is not in UTF-16, whatever it says; browsers take it so too.
            return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalArgumentException e) {
            throw new UnreadableFileException(
                    "It says that its encoding is '" + name + "', which is none. Save it with the encoding UTF-8.");
        }
    }

    private static byte[] bytes(SourceFile file) throws UnreadableFileException {
        byte[] bytes;
        try (InputStream in = file.content().open()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UnreadableFileException("It cannot be opened (" + e.getClass().getSimpleName() + "). Check its permissions.");
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableFileException("It is larger than 2 MiB. Split it into chapters.");
        }
        return bytes;
    }

    private static String decoded(byte[] bytes, Charset charset) throws UnreadableFileException {
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("It is not " + charset.name() + ". Save it with the encoding UTF-8.");
        }
        // PostgreSQL's text holds no NUL, and neither does anything a person wrote.
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableFileException("It holds NUL bytes, so it is not text. Save it with the encoding UTF-8.");
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return body.replace("\r\n", "\n").replace('\r', '\n');
    }
}
