package io.tomodrift.sinograms.measured;

import io.tomodrift.formats.matlab.MatNumbers;
import io.tomodrift.formats.matlab.MatStruct;
import io.tomodrift.formats.matlab.MatText;
import io.tomodrift.formats.matlab.MatValue;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.List;
import java.util.Optional;

/**
 * The CtData structure in which the University of Helsinki publishes fan-beam scans (Meaney et al.
 * 2022, doi:10.5281/zenodo.6984868): a {@code sinogram [view][channel]} of line integrals and
 * {@code parameters} with distances in mm and angles in degrees.
 *
 * <p>Their turntable turns the object by the stated angle, so the source turns by its negative
 * about the object: {@code beta = -angle}. The detector is flat and centred.
 */
final class CtDataMat {

  private CtDataMat() {}

  /** The CtData structure among the variables of a file. */
  static Optional<MatStruct> find(MatStruct variables) {
    for (MatValue value : variables.fields().values()) {
      if (value instanceof MatStruct struct
          && struct.fields().containsKey("sinogram")
          && struct.fields().get("parameters") instanceof MatStruct) {
        return Optional.of(struct);
      }
    }
    return Optional.empty();
  }

  static MeasuredScan read(String where, MatStruct data) {
    MatStruct parameters = data.struct("parameters");
    requireMillimetres(where, parameters);
    MatNumbers values = data.numbers("sinogram");
    if (values.shape().size() != 2) {
      throw new FormatException(
          "%s: a sinogram of views x channels expected, found shape %s"
              .formatted(where, values.shape()));
    }
    int views = values.shape().get(0);
    int channels = values.shape().get(1);
    double[] degrees = parameters.numbers("angles").columnMajor();
    if (degrees.length != views) {
      throw new FormatException(
          "%s: the sinogram has %d views, but there are %d angles"
              .formatted(where, views, degrees.length));
    }
    double[] rad = new double[views];
    for (int v = 0; v < views; v++) {
      rad[v] = -Math.toRadians(degrees[v]);
    }
    String pitchField =
        parameters.fields().containsKey("pixelSizePost") ? "pixelSizePost" : "pixelSize";
    FanBeamGeometry geometry =
        new FanBeamGeometry(
            parameters.number("distanceSourceOrigin"),
            parameters.number("distanceSourceDetector"),
            FlatDetector.withOffset(channels, parameters.number(pitchField), 0),
            Angles.of(rad));
    FloatStack stack = FloatStack.wrapPlanar(values.rowMajorFloats(), 1, views, channels);
    return new MeasuredScan(
        new Sinogram(stack, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL),
        "Helsinki CtData fan-beam scan (MATLAB)",
        List.of());
  }

  private static void requireMillimetres(String where, MatStruct parameters) {
    if (parameters.fields().get("distanceUnit") instanceof MatText unit
        && !unit.text().strip().equals("mm")) {
      throw new FormatException(
          "%s: distances are in '%s', mm expected".formatted(where, unit.text()));
    }
  }
}
