package io.tomodrift.learned.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tomodrift.geometry.error.FormatException;
import java.util.Map;

/**
 * The part of a checkpoint that is text: {@code state.json}.
 *
 * @param formatVersion 1
 * @param step number of steps made
 * @param configuration what a run that goes on must have in common
 * @param engine engine and number of threads, on which rounding depends
 * @param seconds time so far
 * @param skipped number of updates skipped
 * @param skippedInARow by phase
 * @param updates number of updates of each phase's optimiser
 * @param averageUpdates number of updates of the averaged weights
 * @param bestStep number of steps made at the best validation
 * @param bestScore its deciding number, null before
 * @param withoutBetter validations since
 * @param validatedStep number of steps made at the last validation, -1 before
 * @param objective what the objective keeps besides weights
 * @param row sums of the row of the log that is not yet written
 * @param files digests of the files of weights
 */
record CheckpointState(
    int formatVersion,
    long step,
    Map<String, String> configuration,
    String engine,
    double seconds,
    long skipped,
    Map<String, Integer> skippedInARow,
    Map<String, Long> updates,
    long averageUpdates,
    long bestStep,
    Double bestScore,
    int withoutBetter,
    long validatedStep,
    String objective,
    Map<String, Sum> row,
    Map<String, String> files) {

  static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  CheckpointState {
    if (formatVersion != VERSION) {
      throw new IllegalArgumentException(
          "formatVersion is %d, this program goes on from %d".formatted(formatVersion, VERSION));
    }
  }

  /** A sum and how many values it is of. */
  record Sum(double sum, long count) {}

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text could not be written", e);
    }
  }

  static CheckpointState parse(String text, String where) {
    try {
      CheckpointState state = JSON.readValue(text, CheckpointState.class);
      if (state == null) {
        throw new FormatException(where + " holds only null");
      }
      return state;
    } catch (JsonProcessingException e) {
      throw new FormatException(
          "%s is not the state of a training run: %s".formatted(where, e.getOriginalMessage()), e);
    }
  }
}
