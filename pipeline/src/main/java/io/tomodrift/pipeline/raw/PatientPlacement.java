package io.tomodrift.pipeline.raw;

import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.series.PatientFrame;
import io.tomodrift.formats.volume.AxialOrientation;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.sinograms.raw.RawScan;
import java.util.Optional;

/**
 * Between the gantry and the patient that lies in it.
 *
 * @param position how; empty if unknown, then the gantry frame is kept
 * @param axisMm where the axis of rotation is in the patient's frame, mm; z is 0
 */
public record PatientPlacement(Optional<PatientPosition> position, Vec3 axisMm) {

  private static final Vec3 ORIGIN = new Vec3(0, 0, 0);

  /**
   * How the patient of a scan lies. Where files do not tell the place of the axis in the patient's
   * frame it is the frame's z axis.
   */
  public static PatientPlacement of(RawScan scan) {
    String text = scan.header().patientPosition();
    double[] centre = scan.firstHeader().doubles(Tag.DATA_COLLECTION_CENTER_PATIENT);
    Vec3 axis = centre.length == 3 ? new Vec3(centre[0], centre[1], 0) : ORIGIN;
    for (PatientPosition known : PatientPosition.values()) {
      if (known.name().equals(text)) {
        return new PatientPlacement(Optional.of(known), axis);
      }
    }
    if (!text.isEmpty()) {
      throw new GeometryException(
          "patient position %s: scans of patients in position HFS, FFS, HFP and FFP are placed"
              .formatted(text));
    }
    return new PatientPlacement(Optional.empty(), ORIGIN);
  }

  /**
   * A volume of the gantry frame as axial slices of the patient: columns to the left, rows to the
   * back, slices to the head. Voxels change places, values do not.
   */
  public Volume place(Volume gantry) {
    if (position.isEmpty()) {
      return gantry;
    }
    VolumeFrame turned = PatientFrame.of(gantry.frame(), position.get().name());
    VolumeFrame frame = turned.withOrigin(turned.originMm().plus(axisMm));
    return AxialOrientation.of(new Volume(gantry.stack(), frame, gantry.unit())).volume();
  }

  /** Z of the gantry for a z of the patient, and the other way round, mm. */
  public double mirroredZMm(double zMm) {
    return position.map(p -> p.toGantry(new Vec3(0, 0, zMm)).z()).orElse(zMm);
  }

  /**
   * The pixels, gantry frame, that end up where those of axial slices are.
   *
   * @param volume axial, in the patient frame if the position is known, else in the gantry frame
   * @throws GeometryException if its frame is the other one, or its pixels are not square
   */
  public ImageGrid gridOf(Volume volume) {
    VolumeFrame frame = volume.frame();
    FrameSpace wanted = position.isPresent() ? FrameSpace.PATIENT_LPS : FrameSpace.GANTRY;
    if (frame.space() != wanted) {
      throw new GeometryException(
          "the slices to be like are in the frame %s, those of this scan come in %s"
              .formatted(frame.space(), wanted));
    }
    FloatStack stack = volume.stack();
    ImageGrid size = frame.sliceGrid(stack.rows(), stack.columns());
    Vec3 middle = frame.positionMm(0, (stack.rows() - 1) / 2.0, (stack.columns() - 1) / 2.0);
    Vec3 gantry = position.map(p -> p.toGantry(middle.minus(axisMm))).orElse(middle);
    return new ImageGrid(stack.columns(), stack.rows(), size.pixelMm(), gantry.x(), gantry.y());
  }

  /** Which pixels of a placed slice, row by row, lie within a distance of the axis of rotation. */
  public boolean[] within(double radiusMm, Volume placed) {
    int rows = placed.stack().rows();
    int columns = placed.stack().columns();
    boolean[] inside = new boolean[rows * columns];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        Vec3 fromAxis = placed.frame().positionMm(0, j, i).minus(axisMm);
        inside[j * columns + i] = Math.hypot(fromAxis.x(), fromAxis.y()) <= radiusMm;
      }
    }
    return inside;
  }
}
