package io.tomodrift.learned.objective;

import io.tomodrift.learned.nets.Network;
import java.util.List;

/** An objective whose step is one update of the generator. */
interface SinglePhaseObjective extends Objective, Phase {

  @Override
  default String name() {
    return "generator";
  }

  @Override
  default List<Phase> phases() {
    return List.of(this);
  }

  @Override
  default Network network() {
    return generator();
  }
}
