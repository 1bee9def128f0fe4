package dev.hornbook.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Has every logger say everything, and keeps it, until it is closed. A test that uses it runs alone. */
public final class EverythingLogged implements AutoCloseable {
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level usual = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    public EverythingLogged() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    /** What was said so far. */
    public List<ILoggingEvent> events() {
        return log.list;
    }

    /** The same as it would stand in a log: each message, and each stack trace. */
    public List<String> texts() {
        return log.list.stream()
                .flatMap(event -> Stream.of(event.getFormattedMessage(),
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(log);
        root.setLevel(usual);
    }
}
