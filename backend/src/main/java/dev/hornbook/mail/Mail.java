package dev.hornbook.mail;

/**
 * A mail with a link.
 *
 * @param to the address it goes to
 * @param subject what it is about
 * @param before the lines before the link
 * @param link whoever holds it may use it, so it appears in no log but that of a server under development
 * @param after the lines after it
 */
public record Mail(String to, String subject, String before, String link, String after) {

    /** What the reader reads. */
    public String text() {
        return before + "\n\n" + link + "\n\n" + after;
    }

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
