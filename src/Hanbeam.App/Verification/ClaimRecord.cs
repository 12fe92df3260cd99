namespace Hanbeam.App.Verification;

/// <summary>What one verification method found: a JSON file of docs/verification/records, from which the pages are made.</summary>
/// <param name="Schema"><see cref="CurrentSchema"/>.</param>
/// <param name="Claim">Name of the verification class, which is the claim.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Statement">The claim in words.</param>
/// <param name="Oracle">Who says otherwise if it is wrong: a published table, another code, a conservation law.</param>
/// <param name="Checks">Every comparison with its tolerance and reason.</param>
/// <param name="Tables">Tables for the page.</param>
/// <param name="Figures">Figures for the page.</param>
/// <param name="Run">When and how a long claim ran; null for a claim that every <c>verify</c> runs again.</param>
internal sealed record ClaimRecord(
    string Schema,
    string Claim,
    string Method,
    string Statement,
    string Oracle,
    IReadOnlyList<ClaimCheck> Checks,
    IReadOnlyList<ClaimTable> Tables,
    IReadOnlyList<ClaimFigure> Figures,
    ClaimRun? Run)
{
    /// <summary>The format's name and version.</summary>
    public const string CurrentSchema = "hanbeam-claim/1";

    /// <summary>Whether every comparison holds.</summary>
    public bool Holds => Checks.Count > 0 && Checks.All(check => check.Pass);
}
