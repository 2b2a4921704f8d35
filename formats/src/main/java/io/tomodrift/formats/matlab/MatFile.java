package io.tomodrift.formats.matlab;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Sparse;
import us.hebi.matlab.mat.types.Struct;

/** Reads MATLAB files of version 5 to 7 (MAT-File Level 5, both byte orders, compressed or not). */
public final class MatFile {

  private static final int HEADER_BYTES = 128;
  private static final int MAX_DEPTH = 64;

  private MatFile() {}

  /**
   * Reads all variables.
   *
   * @return a structure with one field per variable
   * @throws FormatException if the file is damaged or holds something not supported
   */
  public static MatStruct read(Path path) throws IOException {
    checkHeader(path);
    try (Source source = Sources.openFile(path.toFile());
        Mat5File file =
            Mat5.newReader(source)
                .setBufferAllocator(new GuardedAllocator(path.toString(), Files.size(path)))
                .disableSubsystemProcessing()
                .readMat()) {
      Map<String, MatValue> variables = new LinkedHashMap<>();
      file.getEntries()
          .forEach(
              entry ->
                  variables.put(
                      entry.getName(),
                      convert(path + ": " + entry.getName(), entry.getValue(), 0)));
      return new MatStruct(variables);
    } catch (FormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new FormatException(path + ": damaged or cut off MATLAB file: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      // A damaged length field asks for one huge array; nothing else has been allocated by then.
      throw SizeGuard.tooLarge(path.toString(), Files.size(path));
    }
  }

  private static void checkHeader(Path path) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(HEADER_BYTES);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("MATLAB 7.3") || text.startsWith("\u0089HDF")) {
      throw new FormatException(
          path + ": MATLAB 7.3 files are HDF5; read it as HDF5 or save with -v7");
    }
    boolean littleEndian = text.length() == HEADER_BYTES && text.endsWith("IM");
    boolean bigEndian = text.length() == HEADER_BYTES && text.endsWith("MI");
    if (!littleEndian && !bigEndian) {
      throw new FormatException(path + ": not a MATLAB file of version 5 to 7");
    }
    checkStructure(path, littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static void checkStructure(Path path, ByteOrder order) throws IOException {
    try {
      MatStructure.check(path, order, HEADER_BYTES);
    } catch (EOFException | ZipException e) {
      throw new FormatException(path + ": a compressed variable is damaged or cut off", e);
    }
  }

  private static MatValue convert(String where, Array array, int depth) {
    if (depth > MAX_DEPTH) {
      throw new FormatException(where + ": nested too deeply");
    }
    if (array instanceof Char text) {
      return text(text);
    }
    if (array instanceof Struct struct) {
      return struct(where, struct, depth);
    }
    if (array instanceof Cell cell) {
      List<MatValue> values = new ArrayList<>();
      for (int i = 0; i < cell.getNumElements(); i++) {
        values.add(convert(where + "{" + i + "}", cell.get(i), depth + 1));
      }
      return new MatCell(shape(cell), values);
    }
    if (array instanceof Matrix matrix && !(array instanceof Sparse)) {
      return numbers(where, matrix);
    }
    throw new FormatException(
        "%s: a MATLAB %s is not supported; save full numbers, text, cells or structures"
            .formatted(where, array.getType()));
  }

  private static MatText text(Char text) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < text.getNumRows(); row++) {
      rows.add(text.getRow(row));
    }
    return new MatText(String.join("\n", rows));
  }

  private static MatValue struct(String where, Struct struct, int depth) {
    List<MatValue> elements = new ArrayList<>();
    for (int i = 0; i < struct.getNumElements(); i++) {
      Map<String, MatValue> fields = new LinkedHashMap<>();
      for (String name : struct.getFieldNames()) {
        Array field = struct.get(name, i);
        fields.put(name, convert(where + "." + name, field, depth + 1));
      }
      elements.add(new MatStruct(fields));
    }
    return elements.size() == 1 ? elements.get(0) : new MatCell(shape(struct), elements);
  }

  private static MatNumbers numbers(String where, Matrix matrix) {
    if (matrix.isComplex()) {
      throw new FormatException(
          where + ": complex numbers are not supported; save real and imaginary part");
    }
    double[] values = SizeGuard.doubles(where, matrix.getNumElements());
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.isLogical() ? (matrix.getBoolean(i) ? 1 : 0) : matrix.getDouble(i);
    }
    return new MatNumbers(shape(matrix), values);
  }

  private static List<Integer> shape(Array array) {
    return Arrays.stream(array.getDimensions()).boxed().toList();
  }
}
