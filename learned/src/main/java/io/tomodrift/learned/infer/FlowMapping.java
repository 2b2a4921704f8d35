package io.tomodrift.learned.infer;

import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.ode.OdeSolver;
import io.tomodrift.learned.ode.Solution;
import io.tomodrift.learned.ode.VelocityField;
import java.util.LinkedHashMap;
import java.util.Map;

/** Follows the velocities that a network gives, from one end of the flow to the other. */
final class FlowMapping implements Mapping {

  private final Evaluator network;
  private final OdeSolver solver;
  private final int steps;
  private final Direction direction;
  private final boolean sourceGiven;
  private int evaluations;

  FlowMapping(
      Evaluator network, OdeSolver solver, int steps, Direction direction, boolean sourceGiven) {
    this.network = network;
    this.solver = solver;
    this.steps = steps;
    this.direction = direction;
    this.sourceGiven = sourceGiven;
  }

  @Override
  public Architecture architecture() {
    return network.architecture();
  }

  @Override
  public int windowChannels() {
    return sourceGiven ? 2 : 1;
  }

  @Override
  public float[] apply(float[] windows, int count, int[] shape) {
    Shape sides = network.shape(count, shape);
    float[] source = sourceGiven ? Doubles.floats(Doubles.of(windows, (int) sides.size())) : null;
    VelocityField field =
        (x, t) -> Doubles.of(network.apply(Doubles.floats(x), source, t, sides), x.length);
    boolean forward = direction == Direction.FORWARD;
    Solution end =
        solver.solve(
            field,
            Doubles.of(windows, (int) sides.size()),
            forward ? 0 : 1,
            forward ? 1 : 0,
            steps);
    evaluations = end.evaluations();
    return Doubles.floats(end.x());
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("solver", solver.id());
    map.put("solverSteps", steps);
    map.put("direction", direction.id());
    return map;
  }

  @Override
  public void close() {
    network.close();
  }
}
