namespace Hanbeam.App.Verification;

/// <summary>The claims that the verification program has, with their methods.</summary>
internal sealed class ListedClaims
{
    private readonly ILookup<string, string> methods;

    private ListedClaims(ILookup<string, string> methods) => this.methods = methods;

    /// <summary>Reads what the program prints on <c>--list-tests</c>: one <c>Namespace.Claim.Method</c> a line, with the arguments of a theory behind it.</summary>
    public static ListedClaims Parse(IEnumerable<string> lines)
    {
        var names = lines.Where(line => line.StartsWith("  Hanbeam.", StringComparison.Ordinal)).Select(line => line.Split('(')[0].Trim().Split('.')).ToArray();
        if (names.Length == 0) throw new InvalidOperationException("the verification program lists no claims");
        return new ListedClaims(names.ToLookup(parts => parts[^2], parts => parts[^1]));
    }

    /// <summary>Whether the claim and method of a record are still there; a case of a theory is recorded as <c>Method_ARGUMENT</c>.</summary>
    public bool Has(ClaimRecord record) =>
        methods[record.Claim].Any(method => record.Method == method || record.Method.StartsWith(method + "_", StringComparison.Ordinal));
}
