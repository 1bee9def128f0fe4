package dev.hornbook.http;

import dev.hornbook.account.AccountData;
import dev.hornbook.budget.AskedQuestions;
import dev.hornbook.conversation.Conversation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Page;
import dev.hornbook.conversation.Transcript;
import dev.hornbook.database.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything held about a user as a ZIP: the account, and every conversation both for programs and to read. One conversation at
 * a time is in memory, and no connection is held while the reader takes it.
 */
final class PersonalData {
    private static final String ABOUT = """
                                        This is everything that Hornbook holds about you.

                                        account.json        your account, how you sign in, where you are signed in, links that were sent to you,
                                                            invitations you made, came with or have
                                        questions.json      how many questions you put to the language model on the last day you did
                                        conversations/      each conversation with its questions, answers, citations and your feedback:
                                                            .json for programs, .md to read

                                        Your password is stored only as a hash, which is left out, as are the tokens of your sessions: with
                                        them somebody else could act as you.
                                        """;

    private final Conversations conversations;
    private final AskedQuestions questions;
    private final Transcript transcript;

    PersonalData(Conversations conversations, AskedQuestions questions, Transcript transcript) {
        this.conversations = conversations;
        this.questions = questions;
        this.transcript = transcript;
    }

    /**
     * Writes it. The ZIP has its end only where all of it was written, so that a part cannot be taken for the whole.
     *
     * @throws IOException when the reader is gone
     * @throws dev.hornbook.database.DatabaseException when the database failed on the way
     */
    void write(AccountData account, OutputStream out) throws IOException {
        UserId user = new UserId(account.user().id());
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        add(zip, "README.txt", ABOUT);
        add(zip, "account.json", Json.write(account));
        Optional<AskedQuestions.LastDay> asked = questions.held(user);
        if (asked.isPresent()) {
            add(zip, "questions.json", Json.write(asked.get()));
        }
        int number = 0;
        Optional<String> after = Optional.empty();
        do {
            Page page = conversations.list(user, after, Conversations.LARGEST_PAGE);
            for (Conversation conversation : page.conversations()) {
                // One that was deleted since its page was read has no messages to tell.
                Optional<List<Message>> messages = conversations.messages(user, conversation.id());
                if (messages.isPresent()) {
                    String name = "conversations/%04d-%s".formatted(++number, Download.name(conversation.title()));
                    add(zip, name + ".json", Json.write(ExportRoutes.View.of(conversation, messages.get())));
                    add(zip, name + ".md", transcript.markdown(conversation, messages.get()));
                }
            }
            after = page.next();
        } while (after.isPresent());
        zip.close();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
