package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that trains and prints how much memory 200 steps have added: bytes outside the heap,
 * and arrays that live as long as the network. In a process of its own, since memory that earlier
 * work has freed would hide a leak.
 */
final class LeakRun {

  static final Path STATM = Path.of("/proc/self/statm");
  static final int STEPS = 200;
  static final long MEGABYTE = 1 << 20;

  private static final long PAGE = 4096;
  private static final int WARM_UP = 60;

  private LeakRun() {}

  private record Usage(long bytes, long arrays) {

    static Usage now(Network network) {
      System.gc();
      NDManager manager = network.parameters().values().iterator().next().getManager();
      try {
        long resident = Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE;
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return new Usage(resident - heap, manager.getManagedArrays().size());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Arguments: a folder, and how many bytes each step shall leak. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long leakedBytes = Long.parseLong(arguments[1]);
    Usage[] usages = new Usage[2];
    try (NDManager memory = Torch.open();
        NDManager forgotten = memory.newSubManager();
        Network network = Toy.network(memory, 3)) {
      Toy.Hook hook =
          (step, net, number) -> {
            if (number == WARM_UP || number == WARM_UP + STEPS) {
              usages[number == WARM_UP ? 0 : 1] = Usage.now(net);
            }
            if (leakedBytes > 0) {
              NDArray unused = forgotten.full(new Shape(leakedBytes / Float.BYTES), 1f);
            }
          };
      TrainingPlan plan =
          TrainingPlan.builder(WARM_UP + STEPS + 1, folder)
              .checkpointEvery(20)
              .validateEvery(20)
              .build();
      Validation validation = (net, step) -> Toy.score(net);
      new Trainer(new Toy.Regression(network, hook), Toy.SOURCE, plan, Optional.of(validation))
          .run(RunContext.defaults().withParallelism(2));
    }
    System.out.println(
        (usages[1].bytes - usages[0].bytes) + " " + (usages[1].arrays - usages[0].arrays));
  }
}
