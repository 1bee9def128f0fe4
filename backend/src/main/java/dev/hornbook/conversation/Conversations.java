package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import dev.hornbook.log.RequestId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * A user's history: conversations, the messages in them, and the writing of both. Whatever is not the user's own is absent, a
 * forged id no less than one that never was.
 *
 * @throws dev.hornbook.database.DatabaseException (every method) when the database refused or could not be reached
 */
public final class Conversations {
    /** The longest question, in Unicode characters. */
    public static final int LONGEST_QUESTION = 4_000;

    /** The longest title, in Unicode characters. */
    public static final int LONGEST_TITLE = 200;

    /** The most questions in a conversation: it is read, shown and exported whole. */
    public static final int MOST_QUESTIONS = 200;

    /** The most starred conversations of a user, which neither number nor age takes away. A guest's come on top on signing up. */
    public static final int MOST_STARRED = 200;

    /** The longest words with a thumb, in Unicode characters. */
    public static final int LONGEST_WORDS = 2_000;

    /** The most conversations on a page. */
    public static final int LARGEST_PAGE = 100;

    /** How many messages before a question are handed on with it. */
    public static final int EARLIER = 20;

    private final History history;

    private final Adoption adoption;

    private final Messages messages;

    private final Search search;

    private final Settling settling;

    private final Feedback feedback;

    private final Retention retention;

    public Conversations(Database database, InstantSource clock, HistorySettings settings) {
        this(database, clock, settings, task -> Thread.ofVirtual().name("retention").start(RequestId.carriedTo(task)));
    }

    /** @param background runs what nobody waits for */
    Conversations(Database database, InstantSource clock, HistorySettings settings, Executor background) {
        Moments moments = new Moments(clock);
        this.history = new History(database, moments, settings);
        this.adoption = new Adoption(database);
        this.settling = new Settling(database, moments);
        this.feedback = new Feedback(database, moments);
        this.search = new Search(database);
        this.retention = new Retention(database, moments, settings.retention(), background);
        this.messages = new Messages(database, moments, settings, settling);
    }

    /**
     * A new, untitled conversation. Where the user already has as many unstarred ones as are kept, the one longest left alone
     * goes, in the same transaction, whatever runs beside it.
     *
     * @param textbook the slug of the book it is about
     * @throws InvalidInputException when the slug could be none
     * @throws NoSuchUserException when the user's account is gone
     */
    public Conversation create(UserId user, Optional<String> textbook) {
        Conversation made = history.create(user, textbook);
        retention.ride();
        return made;
    }

    /**
     * A page of the user's conversations, the most recently asked in first.
     *
     * @param after {@link Page#next()} of the page before; empty for the first
     * @param limit 1 to {@value #LARGEST_PAGE}
     * @throws InvalidInputException when either is none
     */
    public Page list(UserId user, Optional<String> after, int limit) {
        Page page = history.list(user, after, limit);
        retention.ride();
        return page;
    }

    /**
     * The user's conversations in whose title or messages words stand, the best match first, each once.
     *
     * @param words as typed into a search box, 1 to 200 characters: every word must stand there, in any form that begins with it;
     *              {@code "words in a row"}, {@code or} and {@code -without} mean what they say
     * @param limit how many at most, 1 to {@value #LARGEST_PAGE}
     * @throws InvalidInputException when either cannot be taken
     */
    public List<Match> search(UserId user, String words, int limit) {
        return search.find(user, words, limit);
    }

    public Optional<Conversation> find(UserId user, UUID conversation) {
        return history.find(user, conversation);
    }

    /**
     * Renames and stars, or either. One whose star is taken off counts among the recent ones again, and like a new one takes the
     * one longest left alone with it where there are too many.
     *
     * @return as it is now; empty where there is none
     * @throws InvalidInputException when the title is empty or longer than {@value #LONGEST_TITLE} characters
     * @throws FullException when it was to get a star and {@value #MOST_STARRED} others have one
     */
    public Optional<Conversation> change(UserId user, UUID conversation, Optional<String> title, Optional<Boolean> starred) {
        return history.change(user, conversation, title, starred);
    }

    /**
     * All conversations of a guest are the account's from now on, and the guest is deleted; nothing where there is no such guest.
     * Where the account then has more unstarred ones than are kept, those longest left alone go right after.
     */
    public void adopt(UserId guest, UserId account) {
        if (adoption.adopt(guest, account)) {
            history.makeRoom(account);
        }
    }

    /**
     * Whose a message is now: a guest's goes over to the account they make, even while the answer is being written. Not to be told to
     * anybody.
     */
    public Optional<UserId> owner(UUID message) {
        return adoption.owner(message);
    }

    /** Deletes it with its messages; false where there is none. */
    public boolean delete(UserId user, UUID conversation) {
        return history.delete(user, conversation);
    }

    /** All messages, oldest first, abandoned answers settled on the way; empty where there is no such conversation. */
    public Optional<List<Message>> messages(UserId user, UUID conversation) {
        return messages.all(user, conversation);
    }

    /** One message, settled on the way if it is an abandoned answer. */
    public Optional<Message> message(UserId user, UUID message) {
        return messages.find(user, message);
    }

    /**
     * Puts a question, and the row that its answer will be written to, in one short transaction.
     *
     * @param text 1 to {@value #LONGEST_QUESTION} characters
     * @param key the client's name for the question, 1 to 200 characters; the same one again is the same question, whatever its text
     * @throws InvalidInputException when the text or the key cannot be taken
     * @throws FullException when it is new, and the conversation holds {@value #MOST_QUESTIONS} already
     */
    public Asked ask(UserId user, UUID conversation, String text, String key) {
        Asked asked = messages.ask(user, conversation, text, key);
        retention.ride();
        return asked;
    }

    /**
     * The answer is said in full. It holds even where the answer was settled as abandoned meanwhile: its reader has seen it. The same
     * once more is harmless, so it may be repeated when its outcome is not known.
     *
     * @return false where the answer is gone or was ended in another way
     */
    public boolean complete(UserId user, UUID answer, String text, List<Citation> citations, Writing writing) {
        return messages.complete(user, answer, text, citations, writing);
    }

    /**
     * The answer broke off.
     *
     * @param code what went wrong, as the problem told to the reader names it
     * @return false where the answer is gone or no longer streaming
     */
    public boolean fail(UserId user, UUID answer, String soFar, List<Citation> citations, Writing writing, String code) {
        return messages.fail(user, answer, soFar, citations, writing, code);
    }

    /** The reader stopped the answer; false where it is gone or no longer streaming. */
    public boolean stop(UserId user, UUID answer, String soFar, List<Citation> citations, Writing writing) {
        return messages.stop(user, answer, soFar, citations, writing);
    }

    /**
     * Keeps what the reader thinks of an answer, in place of what she thought before.
     *
     * @param words at most {@value #LONGEST_WORDS} characters
     * @return false where there is no such answer
     * @throws InvalidInputException when the words cannot be taken
     */
    public boolean judge(UserId user, UUID answer, Thumb thumb, Optional<String> words) {
        return feedback.give(user, answer, thumb, words);
    }

    /** Takes back what the reader thought of an answer; false where there is nothing to take back. */
    public boolean withdrawJudgement(UserId user, UUID answer) {
        return feedback.withdraw(user, answer);
    }

    /** What the reader thinks of an answer. */
    public Optional<Judgement> judgement(UserId user, UUID answer) {
        return feedback.find(user, answer);
    }

    /** Ends every answer, whoever's, that is streaming past its deadline; how many there were. */
    public int settleOverdue() {
        return settling.overdue();
    }

    /** Ends every answer that an instance known to be gone was streaming, without waiting for the deadline; how many there were. */
    public int settleLeftBy(String instance) {
        return settling.leftBy(instance);
    }
}
