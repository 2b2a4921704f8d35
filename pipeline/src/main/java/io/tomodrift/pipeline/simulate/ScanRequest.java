package io.tomodrift.pipeline.simulate;

import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.helical.RotationSense;
import io.tomodrift.geometry.helical.ZDirection;
import java.util.Optional;

/**
 * A scan wanted.
 *
 * @param scanner the scanner
 * @param pitch feed a turn over the total collimation
 * @param focalSpot how the focal spot moves
 * @param fromZMm lowest slice to be covered, z of the subject; empty for all of it
 * @param toZMm highest slice to be covered
 * @param startAngleRad angle of the first view
 * @param direction of Z
 * @param rotation of the gantry
 * @param position of the patient; empty for that of the subject
 * @param subRays rays a side averaged over an element, phantoms only
 * @param pixelOrder order of the pixel data in the files
 * @param scrambleNames true to deal file names out at random
 */
public record ScanRequest(
    HelicalScanner scanner,
    double pitch,
    FocalSpotMode focalSpot,
    Optional<Double> fromZMm,
    Optional<Double> toZMm,
    double startAngleRad,
    ZDirection direction,
    RotationSense rotation,
    Optional<PatientPosition> position,
    int subRays,
    PixelOrder pixelOrder,
    boolean scrambleNames) {

  /** Order of the pixel data. */
  public enum PixelOrder {
    /** Column after column. */
    COLUMNS,
    /** Row after row. */
    ROWS
  }
}
