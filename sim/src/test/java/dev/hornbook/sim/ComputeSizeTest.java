package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeSizeTest {

    @ParameterizedTest
    @CsvSource({"0.25, 104", "0.5, 209", "1, 419", "2, 839", "3, 1258", "4, 1678", "5, 2098", "6, 2517", "7, 2937", "8, 3357", "9, 4000",
        "56, 4000"})
    void connectionsFollowFromTheSize(double units, int connections) {
        assertThat(ComputeSize.of(units).maxConnections()).isEqualTo(connections);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1.5, -1, 57, Double.NaN})
    void aSizeThatNeonDoesNotHaveIsNone(double units) {
        assertThatThrownBy(() -> ComputeSize.of(units)).hasMessageContaining("Sizes are");
    }

    @Test
    void thePoolerMayTakeNineTenths() {
        assertThat(PoolerSettings.NEONS.poolSizeOn(ComputeSize.SMALLEST)).isEqualTo(93);
        assertThat(PoolerSettings.NEONS.poolSize(4).poolSizeOn(ComputeSize.SMALLEST)).isEqualTo(4);
    }
}
