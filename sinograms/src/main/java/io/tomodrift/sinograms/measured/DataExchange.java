package io.tomodrift.sinograms.measured;

import io.tomodrift.formats.binary.FloatArray;
import io.tomodrift.formats.hdf5.Hdf5File;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.sinograms.FlatFieldCorrection;
import io.tomodrift.sinograms.RotationCentre;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parallel-beam scans in the Data Exchange layout of HDF5 (De Carlo et al. 2014, J. Synchrotron
 * Rad. 21:1224): {@code /exchange/data [view][row][channel]} in counts, {@code data_white}, {@code
 * data_dark} and {@code theta} in degrees. The pixel size is not part of the layout; 1 mm is
 * assumed. The axis of rotation is estimated from the data.
 */
final class DataExchange {

  private static final String DATA = "/exchange/data";
  private static final String FLATS = "/exchange/data_white";
  private static final String DARKS = "/exchange/data_dark";
  private static final String THETA = "/exchange/theta";
  private static final double ASSUMED_PITCH_MM = 1;

  private DataExchange() {}

  static boolean accepts(Hdf5File file) {
    return names(file).contains(DATA);
  }

  static MeasuredScan read(String where, Hdf5File file) {
    Set<String> names = names(file);
    for (String required : List.of(DATA, FLATS, DARKS, THETA)) {
      if (!names.contains(required)) {
        throw new FormatException(
            "%s: dataset %s is missing; found %s".formatted(where, required, names));
      }
    }
    FloatStack counts = rowsAsSlices(where, DATA, file.read(DATA));
    FloatArray theta = file.read(THETA);
    if (theta.values().length != counts.rows()) {
      throw new FormatException(
          "%s: %d views, but %d angles".formatted(where, counts.rows(), theta.values().length));
    }
    Angles angles = angles(theta.values());
    FlatDetector middle = FlatDetector.withOffset(counts.columns(), ASSUMED_PITCH_MM, 0);
    Sinogram raw =
        new Sinogram(
            counts,
            new ParallelBeamGeometry(middle, angles),
            new SliceAxis(0, ASSUMED_PITCH_MM),
            SinogramUnit.COUNTS);
    FlatFieldCorrection.Result corrected =
        FlatFieldCorrection.apply(
            raw,
            rowsAsSlices(where, FLATS, file.read(FLATS)),
            rowsAsSlices(where, DARKS, file.read(DARKS)));
    List<String> warnings = new ArrayList<>();
    warnings.add("the file states no pixel size: 1 mm is assumed, so the image is in 1/pixel");
    addCounts(warnings, corrected);
    Sinogram centred = centred(corrected.sinogram(), warnings);
    return new MeasuredScan(centred, "Data Exchange parallel-beam scan (HDF5)", warnings);
  }

  private static void addCounts(List<String> warnings, FlatFieldCorrection.Result corrected) {
    if (corrected.starvedRays() > 0) {
      warnings.add(corrected.starvedRays() + " rays have no counts above dark");
    }
    if (corrected.deadElements() > 0) {
      warnings.add(corrected.deadElements() + " detector elements are dead and were interpolated");
    }
  }

  private static Sinogram centred(Sinogram sinogram, List<String> warnings) {
    ParallelBeamGeometry geometry = (ParallelBeamGeometry) sinogram.geometry();
    FlatDetector detector = geometry.detector();
    try {
      RotationCentre.Estimate axis = RotationCentre.estimate(sinogram);
      FlatDetector found =
          new FlatDetector(detector.channels(), detector.pitchMm(), axis.channel());
      warnings.add(
          "the axis of rotation was estimated at channel %.2f (centroids within %.2f channels RMS)"
              .formatted(axis.channel(), axis.residualChannels()));
      return new Sinogram(
          sinogram.stack(),
          new ParallelBeamGeometry(found, geometry.angles()),
          sinogram.sliceAxis(),
          sinogram.unit());
    } catch (GeometryException e) {
      warnings.add(
          "the axis of rotation could not be estimated (%s); the middle channel is taken"
              .formatted(e.getMessage()));
      return sinogram;
    }
  }

  private static Angles angles(float[] degrees) {
    double[] rad = new double[degrees.length];
    for (int i = 0; i < rad.length; i++) {
      rad[i] = Math.toRadians(degrees[i]);
    }
    return Angles.of(rad);
  }

  /** {@code [frame][row][channel]} to a stack with one slice a detector row. */
  private static FloatStack rowsAsSlices(String where, String name, FloatArray array) {
    if (array.shape().size() != 3) {
      throw new FormatException(
          "%s: %s has shape %s, frames x rows x channels expected"
              .formatted(where, name, array.shape()));
    }
    int frames = array.shape().get(0);
    int rows = array.shape().get(1);
    int channels = array.shape().get(2);
    FloatStack stack = FloatStack.planar(rows, frames, channels);
    for (int f = 0; f < frames; f++) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            array.values(),
            (f * rows + r) * channels,
            stack.data(),
            stack.index(r, f, 0),
            channels);
      }
    }
    return stack;
  }

  private static Set<String> names(Hdf5File file) {
    return file.datasets().stream()
        .map(Hdf5File.DatasetInfo::path)
        .map(path -> path.startsWith("/") ? path : "/" + path)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
