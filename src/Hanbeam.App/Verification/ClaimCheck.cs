namespace Hanbeam.App.Verification;

/// <summary>One comparison of a claim.</summary>
/// <param name="Quantity">What was compared.</param>
/// <param name="Measured">What Hanbeam computes.</param>
/// <param name="Bound">What it must be, in words: "16.31 ± 0.05", "≤ 0.5".</param>
/// <param name="Unit">Unit of both; empty for a pure number.</param>
/// <param name="Reason">Why this bound.</param>
/// <param name="Pass">Whether it holds.</param>
internal sealed record ClaimCheck(string Quantity, double Measured, string Bound, string Unit, string Reason, bool Pass);
