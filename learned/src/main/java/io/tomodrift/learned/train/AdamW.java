package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.torch.Ops;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay: {@code w <- w (1 - lr decay)}, then {@code w <- w - lr m^ /
 * (sqrt(v^) + epsilon)} with {@code m <- beta1 m + (1 - beta1) g}, {@code v <- beta2 v + (1 -
 * beta2) g^2} and both divided by {@code 1 - beta^t} (Loshchilov and Hutter 2019, algorithm 2). All
 * weights decay, also scales and shifts.
 *
 * <p><b>Memory</b>: two arrays of the size of each parameter, native, until {@link #close()}; an
 * update allocates in the step's manager only. <b>Threading</b>: one thread at a time, never within
 * a gradient collector.
 */
public final class AdamW implements AutoCloseable {

  private final AdamSettings settings;
  private final Map<String, NDArray> parameters;
  private final NDManager manager;
  private final Map<String, NDArray> first = new LinkedHashMap<>();
  private final Map<String, NDArray> second = new LinkedHashMap<>();
  private long updates;

  /**
   * Creates the optimiser with moments of zero.
   *
   * @param parameters the arrays to update, by name
   * @param parent memory that the moments live in at most as long as
   */
  public AdamW(Map<String, NDArray> parameters, AdamSettings settings, NDManager parent) {
    this.settings = settings;
    this.parameters = new LinkedHashMap<>(parameters);
    manager = parent.newSubManager();
    parameters.forEach(
        (name, array) -> {
          first.put(name, manager.zeros(array.getShape(), array.getDataType()));
          second.put(name, manager.zeros(array.getShape(), array.getDataType()));
        });
  }

  /**
   * Updates every parameter that takes part in gradients by its gradient, which stays as it is.
   *
   * @param memory manager of the step
   * @param learningRate of this step
   * @param factor what each gradient is multiplied with first, for clipping
   */
  public void update(NDManager memory, double learningRate, double factor) {
    updates++;
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.hasGradient()) {
            update(memory, name, learningRate, factor);
          }
        });
  }

  private void update(NDManager memory, String name, double learningRate, double factor) {
    NDArray weights = Detached.view(memory, parameters.get(name));
    NDArray handle = parameters.get(name).getGradient();
    handle.attach(memory);
    NDArray gradient = Ops.scale(handle, factor);
    NDArray mean = first.get(name);
    NDArray square = second.get(name);
    mean.muli(constant(weights, settings.beta1()));
    mean.addi(Ops.scale(gradient, 1 - settings.beta1()));
    square.muli(constant(weights, settings.beta2()));
    square.addi(Ops.scale(Ops.square(gradient), 1 - settings.beta2()));

    double correction1 = 1 - Math.pow(settings.beta1(), (double) updates);
    double correction2 = 1 - Math.pow(settings.beta2(), (double) updates);
    // The moments live long and must not be first operands: results would live as long.
    NDArray root = Detached.view(memory, square).sqrt();
    root.muli(constant(weights, 1 / Math.sqrt(correction2)));
    root.addi(settings.epsilon());
    NDArray change = Ops.scale(Detached.view(memory, mean), learningRate / correction1);
    change.divi(root);
    weights.muli(constant(weights, 1 - learningRate * settings.weightDecay()));
    weights.subi(change);
  }

  private static NDArray constant(NDArray like, double value) {
    return Ops.constant(like, value);
  }

  /** Number of updates made, which the moments are corrected by. */
  public long updates() {
    return updates;
  }

  /** The decaying means of gradients; the arrays themselves. */
  public Map<String, NDArray> firstMoments() {
    return Collections.unmodifiableMap(first);
  }

  /** The decaying means of squared gradients; the arrays themselves. */
  public Map<String, NDArray> secondMoments() {
    return Collections.unmodifiableMap(second);
  }

  /** Goes on after this number of updates; the moments are the caller's to fill. */
  void resumeAt(long updatesMade) {
    updates = updatesMade;
  }

  @Override
  public void close() {
    manager.close();
  }
}
