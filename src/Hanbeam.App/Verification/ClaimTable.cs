namespace Hanbeam.App.Verification;

/// <summary>A table of a claim's page.</summary>
/// <param name="Title">Title.</param>
/// <param name="Header">One text a column, with units.</param>
/// <param name="Rows">One text a cell.</param>
internal sealed record ClaimTable(string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
