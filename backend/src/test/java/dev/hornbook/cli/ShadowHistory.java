package dev.hornbook.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one reader must see of her history, by what she did and nothing else. Conversations stand newest first. */
final class ShadowHistory {
    /** A conversation as it must be. */
    static final class Talk {
        final String id;
        String title = "New conversation";
        boolean starred;
        private boolean titled;
        /** Questions and answers in turn. */
        final List<String> texts = new ArrayList<>();
        /** The answer to each question, by the question's key. */
        final Map<String, String> answers = new LinkedHashMap<>();
        /** What she thinks of answers. */
        final Map<String, String> judgements = new LinkedHashMap<>();

        private Talk(String id) {
            this.id = id;
        }

        /** Whether its reader's id stands in it, so that a search finds it. */
        boolean named(String user) {
            return title.contains(user) || texts.stream().anyMatch(text -> text.contains(user));
        }

        @Override
        public String toString() {
            return id + (starred ? " * " : " ") + title;
        }
    }

    final List<Talk> talks = new ArrayList<>();

    private final int recent;

    /** @param recent how many unstarred conversations are kept */
    ShadowHistory(int recent) {
        this.recent = recent;
    }

    void created(String id) {
        Talk talk = new Talk(id);
        talks.addFirst(talk);
        makeRoomFor(talk);
    }

    void renamed(Talk talk, String title) {
        talk.title = title;
        talk.titled = true;
    }

    void starred(Talk talk, boolean starred) {
        talk.starred = starred;
        if (!starred) {
            makeRoomFor(talk);
        }
    }

    void asked(Talk talk, String key, String question, String answerId, String answer) {
        talk.texts.addAll(List.of(question, answer));
        talk.answers.put(key, answerId);
        if (!talk.titled) {
            renamed(talk, question);
        }
        talks.remove(talk);
        talks.addFirst(talk);
    }

    private void makeRoomFor(Talk newcomer) {
        talks.removeAll(talks.stream().filter(talk -> !talk.starred && talk != newcomer).skip(recent - 1L).toList());
    }

    int messages() {
        return talks.stream().mapToInt(talk -> talk.texts.size()).sum();
    }

    Map<String, String> judgements() {
        return talks.stream().flatMap(talk -> talk.judgements.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
