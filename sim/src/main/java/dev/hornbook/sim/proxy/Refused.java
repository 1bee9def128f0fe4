package dev.hornbook.sim.proxy;

import dev.hornbook.sim.Refusal;

/** The client is told this text and let go. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private Refused(String text) {
        super(text, null, false, false);
    }

    static Refused with(String text) {
        return new Refused(text);
    }

    static Refused with(Refusal refusal, String... names) {
        return new Refused(refusal.text(names));
    }
}
