package dev.hornbook.seed;

import java.util.List;
import java.util.random.RandomGenerator;

/** Words that readers and a book about robots might use, in sentences that mean nothing. */
final class MadeUp {
    private static final List<String> NAMES = List.of("Ada", "Bo", "Chidi", "Dilara", "Emre", "Farah", "Grace", "Hiro", "Ines", "Jamal",
            "Kofi",
            "Lena", "Mei", "Nadia", "Omar", "Priya", "Quinn", "Rosa", "Sven", "Tariq", "Uma", "Vera", "Wen", "Ximena", "Yusuf", "Zofia");
    private static final List<String> THINGS = List.of("the gyroscope", "an encoder", "the motor", "the ankle", "a depth camera",
            "the torque",
            "the support polygon", "a learned policy", "the reward", "the simulator", "a gripper", "the Kalman filter", "the battery",
            "a harmonic drive",
            "the contact force", "the zero moment point", "friction", "a trajectory", "the map", "latency", "the hip joint",
            "domain randomisation");
    private static final List<String> DOES = List.of("measures", "limits", "drives", "estimates", "corrects", "delays", "balances",
            "follows",
            "replaces", "disturbs", "explains", "needs", "smooths", "predicts");
    private static final List<String> ASKED = List.of("How does %s affect %s?", "Why is %s measured before %s?",
            "What happens when %s meets %s?",
            "When does %s matter more than %s?", "Can %s be learned from %s?", "What is the difference between %s and %s?");

    private final RandomGenerator random;

    MadeUp(RandomGenerator random) {
        this.random = random;
    }

    String name() {
        return one(NAMES);
    }

    String question() {
        return one(ASKED).formatted(one(THINGS), one(THINGS));
    }

    /** Three to eight sentences, as long as an answer from a book is. */
    String answer() {
        StringBuilder text = new StringBuilder();
        for (int sentences = random.nextInt(3, 9); sentences > 0; sentences--) {
            String thing = one(THINGS);
            text.append(Character.toUpperCase(thing.charAt(0))).append(thing, 1, thing.length()).append(' ').append(one(DOES)).append(' ')
                    .append(one(THINGS)).append(", and ").append(one(THINGS)).append(' ').append(one(DOES)).append(' ').append(one(THINGS))
                    .append(sentences == 1 ? "." : ". ");
        }
        return text.toString();
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
