package dev.hornbook.cli;

import dev.hornbook.testing.Contract.Operation;
import java.util.function.UnaryOperator;

/**
 * What somebody might send who means no good, or does not know better.
 *
 * @param what is wrong with it, for whoever reads that the server did not bear it
 * @param change makes it of a request that the operation takes
 */
record Attack(Operation operation, String what, UnaryOperator<RawRequest> change, Expected expected) {

    /** What the server has to make of it; in every case an answer that the contract names, and none of our insides. */
    enum Expected {
        /** Nothing is wrong with it. */
        TAKEN,
        /** The contract's forms do not let it pass. */
        REFUSED,
        /** They say nothing of it, so it may be taken or refused. */
        EITHER,
        /** It is no request for this operation any longer, if it is one at all. */
        ELSEWHERE,
        /** It names what is somebody else's. */
        NOT_FOUND,
        /** Nobody sends it. */
        UNAUTHORIZED
    }

    @Override
    public String toString() {
        return operation + " with " + what;
    }
}
