using System.Globalization;
using System.Reflection;

namespace Hanbeam.App.Output;

/// <summary>Which Hanbeam this is, and how it writes times.</summary>
internal static class AppVersion
{
    private const int CommitLength = 7;

    /// <summary>The version with the commit where the build knows it, for example 0.1.0+1a2b3c4.</summary>
    public static string Text { get; } = Shorten(typeof(AppVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    /// <summary>A time as UTC in ISO 8601.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Shorten(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitLength)];
    }
}
