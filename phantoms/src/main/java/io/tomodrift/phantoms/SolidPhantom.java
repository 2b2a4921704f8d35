package io.tomodrift.phantoms;

import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.shape.Chord;
import io.tomodrift.phantoms.shape.Ray3;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An object made of solids whose attenuation adds where they overlap. Immutable, safe for any
 * number of threads.
 *
 * <p><b>Units</b>: mm in the gantry frame and 1/mm; line integrals are dimensionless.
 *
 * <p><b>Accuracy</b>: line integrals and cuts are closed forms in double.
 *
 * @param name for messages and file names
 * @param parts the solids
 */
public record SolidPhantom(String name, List<SolidPart> parts) {

  /** Copies the list. */
  public SolidPhantom {
    Objects.requireNonNull(name, "name");
    parts = List.copyOf(parts);
  }

  /** The integral of the attenuation along the whole line of the ray, both ways from its origin. */
  public double lineIntegral(Ray3 ray) {
    double sum = 0;
    for (SolidPart part : parts) {
      Chord chord = new Chord();
      part.shape().narrow(ray, chord);
      sum += part.densityPerMm() * chord.lengthMm();
    }
    return sum;
  }

  /** The attenuation at a point, 1/mm. */
  public double value(Vec3 pointMm) {
    double sum = 0;
    for (SolidPart part : parts) {
      if (part.shape().contains(pointMm)) {
        sum += part.densityPerMm();
      }
    }
    return sum;
  }

  /** The infinitely thin slice at Z; empty where the plane misses every part. */
  public AnalyticPhantom sliceAt(double zMm) {
    List<Part> cut = new ArrayList<>();
    for (SolidPart part : parts) {
      part.shape().cutAt(zMm).ifPresent(shape -> cut.add(new Part(shape, part.densityPerMm())));
    }
    return new AnalyticPhantom("%s at Z %.3f mm".formatted(name, zMm), cut);
  }
}
