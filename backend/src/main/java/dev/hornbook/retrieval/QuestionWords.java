package dev.hornbook.retrieval;

import java.util.Set;

/** Words that say that something is asked, and not about what. */
final class QuestionWords {
    static final Set<String> ALL = Set
            .of(("what which who whom whose when where why how do does did doing done can could should would will shall"
                    + " may might must i me my we us our you your he she him her his its they them has have had having am been being were"
                    + " about from up down out off over under again so than too very just also any some each other both more most much many"
                    + " please tell explain describe mean means meant give show say says said know want need get gets make makes made use uses"
                    + " used using work works happen happens kind sort thing things way ways between during after before while because"
                    + " does's isn't aren't don't doesn't didn't can't won't let one ones here there those these all only own same")
                    .split(" "));

    private QuestionWords() {}
}
