package io.consentry.suppression.transfer;

/** Keeps a spreadsheet from taking a cell for a formula: one that begins as a formula does gets an apostrophe in front. */
final class FormulaGuard {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private FormulaGuard() {}

    static String add(String cell) {
        return beginsFormula(cell, 0) ? "'" + cell : cell;
    }

    /** The cell before {@link #add}. */
    static String remove(String cell) {
        return cell.startsWith("'") && beginsFormula(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean beginsFormula(String cell, int at) {
        return cell.length() > at && FORMULA_STARTS.indexOf(cell.charAt(at)) >= 0;
    }
}
