package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.config.SignUp;
import java.time.Clock;
import java.util.Optional;

/** Who may sign up: everybody, whoever is invited, or nobody. Whoever holds the operator's link may, else a closed house never begins. */
public final class Admission {
    private final SignUp signUp;
    private final InvitationRows invitations;
    private final Operators operators;
    private final Clock clock;

    Admission(SignUp signUp, InvitationRows invitations, Operators operators, Clock clock) {
        this.signUp = signUp;
        this.invitations = invitations;
        this.operators = operators;
        this.clock = clock;
    }

    /** What holds here. */
    public SignUp signUp() {
        return signUp;
    }

    /**
     * Lets guests pass where everybody may sign up.
     *
     * @throws AccountException if they may not
     */
    void admitGuest() {
        if (signUp != SignUp.OPEN) {
            throw new AccountException(Reason.ANONYMOUS_SIGN_IN_DISABLED);
        }
    }

    /**
     * Judges before anything is worked out for them.
     *
     * @return the invitation to be used up with the account, if it takes one; it may be gone by then
     * @throws AccountException if they may not sign up
     * @throws dev.hornbook.database.DatabaseException if an invitation has to be looked up and cannot be
     */
    Optional<LinkToken> admit(NewAccount account) {
        Optional<LinkToken> token = account.invitation().filter(RandomIds::hasForm).map(LinkToken::new);
        Optional<LinkToken> invitation = token.filter(_ -> signUp != SignUp.CLOSED)
                .filter(each -> invitations.invites(each, account.email(), clock.instant()));
        if (signUp != SignUp.OPEN && invitation.isEmpty() && token.filter(operators::opens).isEmpty()) {
            throw new AccountException(refusal(account.invitation().isPresent()));
        }
        return invitation;
    }

    private Reason refusal(boolean invited) {
        if (signUp == SignUp.CLOSED) {
            return Reason.EMAIL_PASSWORD_SIGN_UP_DISABLED;
        }
        return invited ? Reason.INVITATION_REFUSED : Reason.INVITATION_REQUIRED;
    }
}
