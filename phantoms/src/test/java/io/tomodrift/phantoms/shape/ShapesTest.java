package io.tomodrift.phantoms.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.stack.Vec3;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapesTest {

  private static final double STEP = 1e-3;

  @Test
  void discChordIsTheClosedForm() {
    for (double s = -1.25; s <= 1.2; s += 0.1) {
      Ray ray = new Ray(600, 3 + 40 * s, -1, 0);
      double expected = 2 * 40 * Math.sqrt(Math.max(0, 1 - s * s));
      assertEquals(expected, Ellipse.disc(-5, 3, 40).chordMm(ray), 1e-11);
    }
  }

  @Test
  void ellipseProjectionIsTheClosedForm() {
    // Projection of an ellipse at angle theta: 2 a b sqrt(w^2 - s^2) / w^2, w^2 = a^2 c^2 + b^2
    // s^2.
    double a = 30;
    double b = 12;
    Ellipse ellipse = new Ellipse(0, 0, a, b, 0.4);
    for (double theta = 0; theta < 3; theta += 0.21) {
      for (double s = -11; s < 12; s += 1.7) {
        double c = Math.cos(theta - 0.4);
        double w = a * a * c * c + b * b * (1 - c * c);
        Ray ray =
            new Ray(s * Math.cos(theta), s * Math.sin(theta), Math.sin(theta), -Math.cos(theta));
        double expected = 2 * a * b * Math.sqrt(w - s * s) / w;
        assertEquals(expected, ellipse.chordMm(ray), 1e-12 * a);
      }
    }
  }

  @Test
  void halfPlaneThroughTheCentreHalvesADisc() {
    Shape2 half = ClippedShape.of(Ellipse.disc(10, 0, 20), HalfPlane.through(10, 0, 1, 0));
    assertEquals(20, half.chordMm(new Ray(-500, 0, 1, 0)), 1e-12);
    assertEquals(40, half.chordMm(new Ray(10 - 1e-9, 300, 0, -1)), 1e-6);
    assertEquals(0, half.chordMm(new Ray(11, 300, 0, -1)), 0);
  }

  @Test
  void planeChordsAgreeWithSampling() {
    Random random = new Random(5);
    List<Shape2> shapes =
        List.of(
            new Ellipse(5, -3, 20, 8, 0.7),
            new Rectangle(-4, 6, 15, 5, -0.6),
            ClippedShape.of(
                new Ellipse(2, 2, 20, 15, 0.2), new HalfPlane(1, 0.3, 9), new HalfPlane(0, -1, 4)));
    for (Shape2 shape : shapes) {
      for (int i = 0; i < 20; i++) {
        double angle = random.nextDouble() * 7;
        double s = random.nextGaussian() * 8;
        Ray ray =
            new Ray(s * Math.cos(angle), s * Math.sin(angle), Math.sin(angle), -Math.cos(angle));
        long hits = 0;
        for (double t = -50; t < 50; t += STEP) {
          if (shape.contains(
              ray.originXMm() + t * ray.directionX(), ray.originYMm() + t * ray.directionY())) {
            hits++;
          }
        }
        assertEquals(hits * STEP, shape.chordMm(ray), 2 * STEP, shape + " " + ray);
      }
    }
  }

  private static List<Shape3> solids() {
    Orientation tilted = Orientation.alongAxis(new Vec3(0.4, -0.3, 0.8));
    return List.of(
        new Ellipsoid(new Vec3(3, -2, 1), 20, 8, 13, tilted),
        new Cylinder(new Vec3(-2, 4, 2), 9, 6, 14, tilted),
        new Cylinder(new Vec3(1, 1, 3), 9, 6, 14, Orientation.alongAxis(new Vec3(1, 0.5, 0))),
        Cylinder.alongZ(new Vec3(1, 1, 3), 9, 14),
        new Box(new Vec3(1, -3, 2), 12, 7, 9, 0.5),
        new ClippedSolid(
            Ellipsoid.ball(new Vec3(0, 0, 0), 18),
            List.of(new HalfSpace(new Vec3(1, 1, 1), 4), new HalfSpace(new Vec3(0, 0, -1), 6))));
  }

  @Test
  void spaceChordsAgreeWithSampling() {
    Random random = new Random(6);
    for (Shape3 solid : solids()) {
      for (int i = 0; i < 20; i++) {
        Vec3 through = new Vec3(random.nextGaussian() * 5, random.nextGaussian() * 5, 2);
        Vec3 direction =
            new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        Ray3 ray = new Ray3(through, direction);
        long hits = 0;
        for (double t = -60; t < 60; t += STEP) {
          if (solid.contains(ray.at(t))) {
            hits++;
          }
        }
        assertEquals(hits * STEP, solid.chordMm(ray), 2 * STEP, solid + " " + ray);
      }
    }
  }

  @Test
  void cutsContainExactlyThePointsOfTheSolid() {
    Random random = new Random(7);
    for (Shape3 solid : solids()) {
      for (double z = -22; z <= 22; z += 1.37) {
        Shape2 cut = solid.cutAt(z).orElse(null);
        for (int i = 0; i < 300; i++) {
          double x = random.nextDouble() * 60 - 30;
          double y = random.nextDouble() * 60 - 30;
          boolean inCut = cut != null && cut.contains(x, y);
          assertEquals(
              solid.contains(new Vec3(x, y, z)), inCut, solid + " at " + x + " " + y + " " + z);
        }
      }
    }
  }

  @Test
  void raysInASliceSeeTheCut() {
    for (Shape3 solid : solids()) {
      for (double z = -20; z <= 20; z += 2.31) {
        for (double angle = 0.1; angle < 3; angle += 0.37) {
          Ray ray = new Ray(4, -3, Math.sin(angle), -Math.cos(angle));
          double cut = solid.cutAt(z).map(s -> s.chordMm(ray)).orElse(0.0);
          assertEquals(cut, solid.chordMm(Ray3.inPlane(ray, z)), 1e-10, solid + " " + z);
        }
      }
    }
  }

  @Test
  void uprightEllipsoidIsCutInTheScaledEllipse() {
    Ellipsoid solid = new Ellipsoid(new Vec3(1, 2, 3), 30, 20, 10, Orientation.aboutZ(0.3));
    Ellipse cut = (Ellipse) solid.cutAt(3 + 6).orElseThrow();
    assertEquals(24, cut.halfAMm(), 1e-12);
    assertEquals(16, cut.halfBMm(), 1e-12);
    assertEquals(0.3, cut.tiltRad(), 1e-12);
    assertTrue(solid.cutAt(13.1).isEmpty());
  }

  @Test
  void overlapIsCertain() {
    Random random = new Random(8);
    Shape2 shape = ClippedShape.of(new Ellipse(1, 2, 9, 4, 0.5), new HalfPlane(1, 1, 5));
    for (int i = 0; i < 5000; i++) {
      double x = random.nextDouble() * 30 - 15;
      double y = random.nextDouble() * 30 - 15;
      Overlap overlap = shape.overlap(x, y, 1);
      if (overlap == Overlap.PARTIAL) {
        continue;
      }
      for (int k = 0; k < 8; k++) {
        boolean inside =
            shape.contains(x + Math.cos(k * 0.785) * 0.99, y + Math.sin(k * 0.785) * 0.99);
        assertEquals(overlap == Overlap.INSIDE, inside);
      }
    }
  }

  @Test
  void missesAndMistakes() {
    assertEquals(0, new Rectangle(0, 0, 5, 5, 0).chordMm(new Ray(6, 0, 0, 1)));
    assertFalse(Ellipse.disc(0, 0, 1).contains(1.1, 0));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Ellipse.disc(0, 0, -1));
    assertEquals("ellipse: halfAMm must be positive and finite, got -1.0", e.getMessage());
  }
}
