package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.shape.Box;
import io.tomodrift.phantoms.shape.ClippedSolid;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.HalfSpace;
import io.tomodrift.phantoms.shape.Orientation;
import io.tomodrift.phantoms.shape.Shape3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A solid part laid out for many rays: the points with {@code |M (p - c)| <= 1}, if there is a
 * quadric, and on the inner side of every face.
 *
 * @param densityPerMm attenuation it adds
 * @param quadric the curved surface, if any
 * @param faces the plane surfaces
 * @param bounds what it does not reach beyond
 */
record ConvexPart(
    double densityPerMm, Optional<CurvedSurface> quadric, List<HalfSpace> faces, Bounds bounds) {

  /**
   * An upright cylinder around the part.
   *
   * @param centreMm centre
   * @param radiusMm radius of the cylinder
   * @param halfHeightMm half its height
   */
  record Bounds(Vec3 centreMm, double radiusMm, double halfHeightMm) {}

  static ConvexPart of(SolidPart part) {
    List<HalfSpace> faces = new ArrayList<>();
    Shape3 base = part.shape();
    while (base instanceof ClippedSolid clipped) {
      faces.addAll(clipped.cuts());
      base = clipped.base();
    }
    Optional<CurvedSurface> quadric = Optional.empty();
    Bounds bounds;
    if (base instanceof Ellipsoid e) {
      quadric = Optional.of(CurvedSurface.of(e));
      bounds = boundsOf(e.centreMm(), e.axes(), e.halfAMm(), e.halfBMm(), e.halfCMm());
    } else if (base instanceof Cylinder c) {
      quadric = Optional.of(CurvedSurface.of(c));
      addFaces(c.axes().third(), c.centreMm(), c.halfLengthMm(), faces);
      bounds = boundsOf(c);
    } else if (base instanceof Box box) {
      Orientation axes = Orientation.aboutZ(box.tiltRad());
      addFaces(axes.first(), box.centreMm(), box.halfXMm(), faces);
      addFaces(axes.second(), box.centreMm(), box.halfYMm(), faces);
      addFaces(axes.third(), box.centreMm(), box.halfZMm(), faces);
      double radius = Math.hypot(box.halfXMm(), box.halfYMm());
      bounds = new Bounds(box.centreMm(), radius, box.halfZMm());
    } else {
      throw new IllegalArgumentException("unknown solid " + base);
    }
    return new ConvexPart(part.densityPerMm(), quadric, List.copyOf(faces), bounds);
  }

  private static void addFaces(Vec3 axis, Vec3 centre, double half, List<HalfSpace> faces) {
    double along = axis.dot(centre);
    faces.add(new HalfSpace(axis, along + half));
    faces.add(new HalfSpace(axis.times(-1), half - along));
  }

  /** The shadow of an ellipsoid on the slice plane is an ellipse: its longer half-axis. */
  private static Bounds boundsOf(Vec3 centre, Orientation axes, double a, double b, double c) {
    Vec3 u = axes.first().times(a);
    Vec3 v = axes.second().times(b);
    Vec3 w = axes.third().times(c);
    double xx = u.x() * u.x() + v.x() * v.x() + w.x() * w.x();
    double xy = u.x() * u.y() + v.x() * v.y() + w.x() * w.y();
    double yy = u.y() * u.y() + v.y() * v.y() + w.y() * w.y();
    double largest = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
    double height = Math.sqrt(u.z() * u.z() + v.z() * v.z() + w.z() * w.z());
    return new Bounds(centre, Math.sqrt(largest), height);
  }

  private static Bounds boundsOf(Cylinder c) {
    Bounds section = boundsOf(c.centreMm(), c.axes(), c.halfAMm(), c.halfBMm(), 0);
    Vec3 axis = c.axes().third().times(c.halfLengthMm());
    return new Bounds(
        c.centreMm(),
        section.radiusMm() + Math.hypot(axis.x(), axis.y()),
        section.halfHeightMm() + Math.abs(axis.z()));
  }
}
