package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import java.util.List;
import java.util.OptionalDouble;

/** Turns elements into what they mean, and refuses what is not supported or cannot be. */
final class HeaderChecks {

  private static final double LOWEST_WATER_PER_MM = 0.015;
  private static final double HIGHEST_WATER_PER_MM = 0.03;
  private static final double USUAL_OFFSET = 5;
  private static final double CONVENTIONS_DIFFER = 0.1;

  private HeaderChecks() {}

  static DetectorShape shape(String text, List<String> warnings) {
    return switch (text) {
      case "CYLINDRICAL" -> DetectorShape.CYLINDRICAL;
      case "FLAT" -> DetectorShape.FLAT;
      case "" -> {
        warnings.add("DetectorShape is absent: a cylindrical detector is assumed");
        yield DetectorShape.CYLINDRICAL;
      }
      default ->
          throw new FormatException(
              "%s is %s; only CYLINDRICAL and FLAT are supported"
                  .formatted(Tag.describe(CtProjectionTag.DETECTOR_SHAPE), text));
    };
  }

  static void tilt(double degrees) {
    if (Math.abs(degrees) > 0.01) {
      throw new FormatException(
          "%s is %s degrees; scans with a tilted gantry are not supported"
              .formatted(Tag.describe(Tag.GANTRY_DETECTOR_TILT), degrees));
    }
  }

  static void pixelFormat(DetectorFacts facts) {
    if (facts.bitsAllocated() != 16 || facts.representation() != 0) {
      throw new FormatException(
          "pixel data have BitsAllocated %d and PixelRepresentation %d; 16 bits without sign are expected"
              .formatted(facts.bitsAllocated(), facts.representation()));
    }
  }

  /** The motion the header names, checked against the number of positions found. */
  static FocalSpotMode focalSpot(String text, int states, List<String> warnings) {
    FocalSpotMode named =
        switch (text) {
          case "FFSNONE" -> FocalSpotMode.NONE;
          case "FFSZ" -> FocalSpotMode.Z;
          case "FFSXY" -> FocalSpotMode.XY;
          case "FFSXYZ", "FFSDIAG" -> FocalSpotMode.XYZ;
          default -> null;
        };
    if (named == null) {
      FocalSpotMode guess =
          states == 1 ? FocalSpotMode.NONE : states == 2 ? FocalSpotMode.Z : FocalSpotMode.XYZ;
      warnings.add(
          "FlyingFocalSpotMode is %s; the focal spot has %d positions"
              .formatted(text.isEmpty() ? "absent" : "'" + text + "'", states));
      return guess;
    }
    if (states != named.positions()) {
      warnings.add(
          "FlyingFocalSpotMode is %s, but the focal spot has %d positions instead of %d; the"
                  .formatted(text, states, named.positions())
              + " positions are believed");
    }
    return named;
  }

  /** The detector with its central element counted as the maker does. */
  static ConeDetector detector(
      DetectorFacts facts,
      ScanFacts scan,
      CentralElement convention,
      DetectorShape shape,
      List<String> warnings) {
    int columns = facts.detectorColumns();
    double column = convention.column(facts.centralColumn(), columns);
    double row = facts.centralRow() - 1;
    double middle = (columns - 1) / 2.0;
    double fromOne = CentralElement.FROM_ONE.column(facts.centralColumn(), columns);
    double fromEnd = CentralElement.FROM_OTHER_END.column(facts.centralColumn(), columns);
    String candidates =
        "DetectorCentralElement %s of %d columns lies %+.3f channels from the middle if counted from 1, %+.3f if counted from the other end (GE)"
            .formatted(facts.centralColumn(), columns, fromOne - middle, fromEnd - middle);
    if (Math.abs(column - middle) > USUAL_OFFSET) {
      warnings.add(candidates + "; neither is usual, check the geometry before using the images");
    } else if (!CentralElement.isKnown(scan.manufacturer())
        && Math.abs(fromOne - fromEnd) > CONVENTIONS_DIFFER) {
      warnings.add(
          candidates
              + "; the manufacturer is "
              + (scan.manufacturer().isEmpty() ? "absent" : "'" + scan.manufacturer() + "'")
              + ", the former is taken");
    }
    double middleRow = (facts.detectorRows() - 1) / 2.0;
    if (Math.abs(row - middleRow) > Math.max(1, facts.detectorRows() / 4.0)) {
      warnings.add(
          "the central row %s of %d rows is far from the middle"
              .formatted(facts.centralRow(), facts.detectorRows()));
    }
    if (!(column > -0.5 && column < columns - 0.5)) {
      throw new FormatException(candidates + "; that is outside the detector");
    }
    return new ConeDetector(
        shape,
        columns,
        facts.detectorRows(),
        facts.columnPitchMm(),
        facts.rowPitchMm(),
        column,
        row);
  }

  /** Attenuation of water, from either element. */
  static OptionalDouble water(ScanFacts scan, OptionalDouble wanted, List<String> warnings) {
    if (wanted.isPresent()) {
      return wanted;
    }
    boolean usual = !Double.isNaN(scan.waterPerMm());
    double perMm = usual ? scan.waterPerMm() : scan.huCalibrationPerMm();
    int tag = usual ? CtProjectionTag.WATER_ATTENUATION : CtProjectionTag.HU_CALIBRATION_FACTOR;
    if (Double.isNaN(perMm)) {
      return OptionalDouble.empty();
    }
    if (perMm < LOWEST_WATER_PER_MM || perMm > HIGHEST_WATER_PER_MM) {
      double asPerCm = perMm / 10;
      boolean perCm = asPerCm >= LOWEST_WATER_PER_MM && asPerCm <= HIGHEST_WATER_PER_MM;
      throw new FormatException(
          "%s is %s, but water has %s to %s / mm; %s"
              .formatted(
                  Tag.describe(tag),
                  perMm,
                  LOWEST_WATER_PER_MM,
                  HIGHEST_WATER_PER_MM,
                  perCm
                      ? "it is probably in 1/cm: give %.4g / mm explicitly".formatted(asPerCm)
                      : "give the value in 1/mm explicitly"));
    }
    if (!usual) {
      warnings.add("WaterAttenuationCoefficient is absent: HUCalibrationFactor is taken");
    }
    return OptionalDouble.of(perMm);
  }
}
