package io.tomodrift.learned.infer;

import io.tomodrift.learned.nets.Architecture;
import java.util.Map;

/**
 * How a network makes results of windows, in the network's units: in one pass, along a flow, or by
 * removing noise. Closing it frees the network.
 */
interface Mapping extends WindowFunction, AutoCloseable {

  /** The network. */
  Architecture architecture();

  /** Channels that the network reads of a window alone. */
  default int windowChannels() {
    return 1;
  }

  /** Evaluations of the network for a window, of the last one made; 0 before. */
  int evaluations();

  /** Settings in effect, for manifests. */
  Map<String, Object> description();

  @Override
  void close();
}
