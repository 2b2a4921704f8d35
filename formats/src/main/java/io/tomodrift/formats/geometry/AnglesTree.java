package io.tomodrift.formats.geometry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.error.FormatException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** View angles as keys: evenly spaced over an arc, or listed. */
final class AnglesTree {

  private static final double EXACT_RAD = 1e-12;
  private static final MathContext READABLE = new MathContext(12);

  private AnglesTree() {}

  static Angles read(StrictNode node) {
    return switch (node.oneOf("views", "listDegrees", "listRad")) {
      case "views" -> even(node);
      case "listDegrees" -> {
        node.allow("listDegrees");
        yield Angles.of(Arrays.stream(node.numbers("listDegrees")).map(Math::toRadians).toArray());
      }
      default -> {
        node.allow("listRad");
        yield Angles.of(node.numbers("listRad"));
      }
    };
  }

  private static Angles even(StrictNode node) {
    node.allow("views", "startDegrees", "arcDegrees", "endpointIncluded");
    int views = node.whole("views");
    boolean endpoint = node.flag("endpointIncluded", false);
    if (views < (endpoint ? 2 : 1)) {
      throw new FormatException(
          "%s: %d views are too few%s"
              .formatted(node.where(), views, endpoint ? " to include the endpoint" : ""));
    }
    double start = node.has("startDegrees") ? node.number("startDegrees") : 0;
    return even(views, start, node.number("arcDegrees"), endpoint);
  }

  private static Angles even(int views, double startDegrees, double arcDegrees, boolean endpoint) {
    double stepRad = Math.toRadians(arcDegrees) / (endpoint ? views - 1 : views);
    return Angles.uniform(views, Math.toRadians(startDegrees), stepRad);
  }

  /** Evenly spaced if that is exact to 1e-12 rad, else a list that restores every bit. */
  static ObjectNode write(Angles angles) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    double[] rad = angles.toArray();
    int views = rad.length;
    if (views > 1) {
      double step = (rad[views - 1] - rad[0]) / (views - 1);
      double start = readable(Math.toDegrees(rad[0]));
      double arc = readable(Math.toDegrees(step * views));
      if (isClose(even(views, start, arc, false).toArray(), rad)) {
        return node.put("views", views).put("startDegrees", start).put("arcDegrees", arc);
      }
    }
    ArrayNode list = node.putArray("listRad");
    Arrays.stream(rad).forEach(list::add);
    return node;
  }

  private static boolean isClose(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= EXACT_RAD)) {
        return false;
      }
    }
    return true;
  }

  /** 360 instead of 360.00000000000006: conversion to degrees leaves such remainders. */
  private static double readable(double degrees) {
    return new BigDecimal(degrees).round(READABLE).doubleValue();
  }
}
