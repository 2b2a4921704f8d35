package io.tomodrift.learned.objective;

import io.tomodrift.learned.nets.Network;
import java.util.List;

/**
 * What a training run minimises. Closing it frees helper networks (discriminator, feature encoder),
 * not the generator, which is the caller's.
 */
public interface Objective extends AutoCloseable {

  /** Name in configurations and model files: {@code regression}, {@code gan}, {@code gdm}. */
  String method();

  /** The updates of one step in their order; each has its own optimiser. */
  List<Phase> phases();

  /** The network that is trained to be used. */
  Network generator();

  /** State besides weights that a resumed run needs, as text; empty if there is none. */
  default String state() {
    return "";
  }

  /** Takes back what {@link #state()} gave. */
  default void restore(String state) {
    if (!state.isEmpty()) {
      throw new IllegalArgumentException("%s has no state, got %s".formatted(method(), state));
    }
  }

  @Override
  void close();
}
