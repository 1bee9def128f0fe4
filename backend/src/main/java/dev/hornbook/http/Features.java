package dev.hornbook.http;

import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Identity;
import dev.hornbook.answer.Answers;
import dev.hornbook.budget.AskedQuestions;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.config.Network;
import dev.hornbook.config.Secret;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.operations.Health;
import dev.hornbook.operations.Probe;
import dev.hornbook.operations.Status;
import dev.hornbook.operations.WakeHint;
import dev.hornbook.retrieval.Retriever;
import dev.hornbook.textbook.Intake;
import dev.hornbook.textbook.Library;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the routes work on.
 *
 * @param identity who readers are
 * @param attempts how often somebody may try to sign in
 * @param conversations what they asked and were told
 * @param answers the answers being written
 * @param budget what readers may ask a model; empty where none writes answers
 * @param asked how often readers asked a model
 * @param library the books
 * @param intake what reads in the books that operators send
 * @param retriever what finds passages
 * @param health what is known of process and database
 * @param probe what really connects
 * @param status how Hornbook is
 * @param wakeHint is given when somebody begins to write
 * @param meters what is measured
 * @param trustedProxies whose word counts on where a request comes from
 * @param connectionsPerAddress the most connections that one client's address may hold
 * @param operatorToken what the operator shows; empty where there is none
 * @param notReady why what needs the database's tables must wait; empty once it need not
 */
public record Features(
        Identity identity,
        AttemptLimits attempts,
        Conversations conversations,
        Answers answers,
        Optional<QuestionBudget> budget,
        AskedQuestions asked,
        Library library,
        Intake intake,
        Retriever retriever,
        Health health,
        Probe probe,
        Status status,
        WakeHint wakeHint,
        PrometheusMeterRegistry meters,
        List<Network> trustedProxies,
        int connectionsPerAddress,
        Optional<Secret> operatorToken,
        Supplier<Optional<Problem>> notReady) {}
