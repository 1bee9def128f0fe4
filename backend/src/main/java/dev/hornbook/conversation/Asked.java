package dev.hornbook.conversation;

import java.util.List;
import java.util.Optional;

/** What became of a question. */
public sealed interface Asked {
    /**
     * It stands, and its answer's row is waiting to be written by this instance.
     *
     * @param earlier what was said in the conversation before it, oldest first, at most the last {@value Conversations#EARLIER} messages
     * @param textbook the slug of the book that the conversation is about
     */
    record Begun(Message question, Message answer, List<Message> earlier, Optional<String> textbook) implements Asked {}

    /** It had been asked before under the same key; this is how far its answer has come. */
    record Known(Message question, Message answer) implements Asked {}

    /** There is no such conversation of this user. */
    record NoSuchConversation() implements Asked {}
}
