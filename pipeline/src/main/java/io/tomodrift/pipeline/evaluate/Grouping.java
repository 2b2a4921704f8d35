package io.tomodrift.pipeline.evaluate;

import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which cases share a table. A case belongs to the group with the longest prefix of its name; cases
 * of no group are together in one more. Without groups, all cases share one table.
 *
 * @param rules prefixes and their groups
 */
public record Grouping(List<Rule> rules) {

  /** The group of everything if no groups are asked for. */
  public static final String ALL = "all cases";

  /** The group of cases that no prefix fits. */
  public static final String OTHERS = "other cases";

  /** All cases in one group. */
  public static final Grouping NONE = new Grouping(List.of());

  /**
   * A prefix and its group.
   *
   * @param group name of the group
   * @param prefix how the names of its cases begin
   */
  public record Rule(String group, String prefix) {}

  /** Copies the list and refuses a prefix with two groups. */
  public Grouping {
    rules = List.copyOf(rules);
    for (Rule one : rules) {
      for (Rule other : rules) {
        if (one.prefix().equals(other.prefix()) && !one.group().equals(other.group())) {
          throw new UsageFailure(
              "--group: prefix '%s' is given to '%s' and to '%s'"
                  .formatted(one.prefix(), one.group(), other.group()));
        }
      }
    }
  }

  /** Parses {@code NAME=PREFIX} texts. */
  public static Grouping parse(List<String> texts) {
    List<Rule> rules = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new UsageFailure(
            "--group needs NAME=PREFIX, such as phantoms=phantom_; got '%s'".formatted(text));
      }
      rules.add(new Rule(text.substring(0, equals), text.substring(equals + 1)));
    }
    return new Grouping(rules);
  }

  /** The group of a case. */
  public String of(String caseName) {
    if (rules.isEmpty()) {
      return ALL;
    }
    String group = OTHERS;
    int longest = -1;
    for (Rule rule : rules) {
      if (caseName.startsWith(rule.prefix()) && rule.prefix().length() > longest) {
        group = rule.group();
        longest = rule.prefix().length();
      }
    }
    return group;
  }

  /**
   * The cases of each group, in the order in which the groups were given; the rest comes last.
   *
   * @throws InputFailure if a group has no case
   */
  Map<String, List<String>> partition(Set<String> cases) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    rules.forEach(rule -> groups.put(rule.group(), new ArrayList<>()));
    for (String name : cases) {
      groups.computeIfAbsent(of(name), unused -> new ArrayList<>()).add(name);
    }
    groups.forEach(
        (group, names) -> {
          if (names.isEmpty()) {
            throw new InputFailure(
                "--group %s: no case begins with its prefix; the cases are %s"
                    .formatted(group, CaseMatching.listed(cases)));
          }
        });
    return groups;
  }
}
