package io.tomodrift.formats.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.binary.FloatArray;
import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An open HDF5 file; reads numeric datasets as float32. Not safe for concurrent use. */
public final class Hdf5File implements AutoCloseable {

  private static final int MAX_DEPTH = 64;

  private final Path path;
  private final HdfFile file;

  private Hdf5File(Path path, HdfFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * One dataset.
   *
   * @param path name with groups, from the root: {@code /exchange/data}
   * @param shape sizes, outermost first; empty for a single value
   * @param javaType name of the type of an element: float, double, int, ...
   */
  public record DatasetInfo(String path, List<Long> shape, String javaType) {}

  /**
   * Opens a file.
   *
   * @throws FormatException if it is not HDF5, or cut off
   */
  public static Hdf5File open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    SuperblockCheck.requireWhole(path);
    try {
      return new Hdf5File(path, new HdfFile(path));
    } catch (RuntimeException e) {
      throw new FormatException(path + ": not HDF5, or damaged: " + e.getMessage(), e);
    }
  }

  /** All datasets, in the order of the file. */
  public List<DatasetInfo> datasets() {
    List<DatasetInfo> found = new ArrayList<>();
    try {
      collect(file, found, 0);
    } catch (RuntimeException e) {
      throw new FormatException(path + ": damaged HDF5 structure: " + e.getMessage(), e);
    }
    return List.copyOf(found);
  }

  private static void collect(Group group, List<DatasetInfo> found, int depth) {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Dataset dataset) {
        found.add(info(dataset));
      } else if (node instanceof Group inner && depth < MAX_DEPTH) {
        collect(inner, found, depth + 1);
      }
    }
  }

  private static DatasetInfo info(Dataset dataset) {
    List<Long> shape = Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
    return new DatasetInfo(dataset.getPath(), shape, dataset.getJavaType().getSimpleName());
  }

  /**
   * Reads a dataset, last index fastest, rounded to float32.
   *
   * @param name path in the file, with or without the leading slash
   * @throws FormatException if there is no such dataset, or its elements are not numbers
   */
  public FloatArray read(String name) {
    try {
      Dataset dataset = file.getDatasetByPath(name.startsWith("/") ? name.substring(1) : name);
      return read(dataset);
    } catch (HdfException | IllegalArgumentException e) {
      throw new FormatException(
          "%s: cannot read dataset '%s': %s".formatted(path, name, e.getMessage()), e);
    }
  }

  private FloatArray read(Dataset dataset) {
    String where = path + ", dataset " + dataset.getPath();
    long count = 1;
    for (long size : dataset.getDimensionsAsLong()) {
      count = SizeGuard.multiply(where, count, size);
    }
    requireStorage(where, dataset, count);
    float[] values = HdfNumbers.toFloats(where, dataset.getDataFlat(), count);
    List<Integer> shape =
        Arrays.stream(dataset.getDimensionsAsLong()).mapToObj(Math::toIntExact).toList();
    return new FloatArray(shape, values);
  }

  /** Unfiltered data must be in the file; filtered data are taken to be deflated at best. */
  private static void requireStorage(String where, Dataset dataset, long count) {
    long bytes = SizeGuard.multiply(where, count, ElementType.FLOAT32.bytes());
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw SizeGuard.tooLarge(where, bytes);
    }
    SizeGuard.requireInflatable(where, bytes, dataset.getStorageInBytes());
  }

  @Override
  public void close() {
    file.close();
  }
}
