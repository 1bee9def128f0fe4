package dev.hornbook.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.hornbook.config.LogForm;
import org.slf4j.LoggerFactory;

/** Gives the log the form that was asked for: {@code logback.xml} has it as text. */
final class LogLines {
    private LogLines() {}

    static void take(LogForm form) {
        if (form == LogForm.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> written) {
                    written.stop();
                    written.setEncoder(json(context));
                    written.start();
                }
            });
        }
    }

    /** An object a line: time, level, thread, logger, request, message, the fields of the message, and what was thrown. */
    static JsonEncoder json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
