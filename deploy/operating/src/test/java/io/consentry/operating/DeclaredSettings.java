package io.consentry.operating;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a module's sources declare: the methods of interfaces with {@code @ConfigMapping}, told of by their Javadoc, and
 * parameters with {@code @ConfigProperty}, by the method's.
 */
final class DeclaredSettings extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees docs;
    private final List<Setting> found = new ArrayList<>();

    private DeclaredSettings(DocTrees docs) {
        this.docs = docs;
    }

    static List<Setting> of(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DeclaredSettings settings = new DeclaredSettings(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                settings.scan(unit, null);
            }
            return settings.found;
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        annotation(type.getModifiers(), "ConfigMapping")
                .flatMap(mapping -> argument(mapping, "prefix"))
                .ifPresent(prefix -> mapping(getCurrentPath(), type, prefix));
        return super.visitClass(type, nothing);
    }

    private void mapping(TreePath at, ClassTree type, String prefix) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                String key = prefix + "." + kebab(method.getName().toString());
                Optional<ClassTree> nested = nested(at, method.getReturnType().toString());
                if (nested.isPresent() && nested.get().getKind() == Tree.Kind.INTERFACE) {
                    mapping(new TreePath(at, nested.get()), nested.get(), key);
                } else {
                    found.add(setting(
                            key,
                            method.getReturnType().toString(),
                            nested,
                            annotation(method.getModifiers(), "WithDefault")
                                    .flatMap(preset -> argument(preset, "value")),
                            meaning(docs.getDocCommentTree(new TreePath(at, method)))));
                }
            }
        }
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        annotation(variable.getModifiers(), "ConfigProperty").ifPresent(property -> argument(property, "name")
                .ifPresent(key -> found.add(setting(
                        key,
                        variable.getType().toString(),
                        Optional.empty(),
                        argument(property, "defaultValue"),
                        parameterMeaning(
                                getCurrentPath().getParentPath(),
                                variable.getName().toString())))));
        return super.visitVariable(variable, nothing);
    }

    private String parameterMeaning(TreePath method, String parameter) {
        DocCommentTree comment = docs.getDocCommentTree(method);
        if (comment == null) {
            return "";
        }
        return comment.getBlockTags().stream()
                .filter(tag ->
                        tag instanceof ParamTree own && own.getName().getName().contentEquals(parameter))
                .map(tag -> JavadocText.of(((ParamTree) tag).getDescription()))
                .findFirst()
                .orElse("");
    }

    private static String meaning(@Nullable DocCommentTree comment) {
        return comment == null ? "" : JavadocText.of(comment.getFullBody());
    }

    private static Setting setting(
            String key, String type, Optional<ClassTree> nested, Optional<String> preset, String meaning) {
        boolean optional = type.startsWith("Optional<");
        String bare = optional ? type.substring("Optional<".length(), type.length() - 1) : type;
        return new Setting(
                key,
                nested.map(DeclaredSettings::constants).orElseGet(() -> words(bare)),
                !optional && preset.isEmpty(),
                preset,
                meaning);
    }

    private static String words(String type) {
        return switch (type) {
            case "String" -> "text";
            case "int", "long" -> "whole number";
            case "BigDecimal" -> "number";
            case "boolean" -> "`true` or `false`";
            case "Duration" -> "duration";
            case "URI" -> "address";
            case "Path" -> "path";
            case "List<String>" -> "texts, comma separated";
            default -> throw new IllegalStateException("no words for a setting of type " + type);
        };
    }

    private static String constants(ClassTree enumeration) {
        return enumeration.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(constant ->
                        "`" + ((VariableTree) constant).getName().toString().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }

    /** A type that the declaring one, or one around it, has inside. */
    private static Optional<ClassTree> nested(TreePath at, String name) {
        for (Tree around : at) {
            if (around instanceof ClassTree type) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof ClassTree inside
                            && inside.getSimpleName().contentEquals(name)) {
                        return Optional.of(inside);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> argument(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .filter(argument -> argument instanceof AssignmentTree assignment
                        ? assignment.getVariable().toString().equals(name)
                        : name.equals("value"))
                .map(argument -> argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(value -> String.valueOf(((LiteralTree) value).getValue()))
                .findFirst();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
