package dev.hornbook.log;

import org.slf4j.MDC;

/** The id under which a request's lines are logged, on whichever thread; the answer carries it too. */
public final class RequestId {
    private static final String KEY = "request";

    private RequestId() {}

    /** What this thread logs is about that request, until closed. */
    public static MDC.MDCCloseable of(String id) {
        return MDC.putCloseable(KEY, id);
    }

    /** The work, logged under the request of the thread that asks for it, wherever it is run. */
    public static Runnable carriedTo(Runnable work) {
        String id = MDC.get(KEY);
        return id == null ? work : () -> {
            try (var _ = of(id)) {
                work.run();
            }
        };
    }
}
