namespace Hanbeam.Numerics.Work;

/// <summary>The files that ship with Hanbeam: <c>data</c> beside the program when installed, else at the root of the checkout it was built in.</summary>
public static class DataFolder
{
    /// <summary>The folder.</summary>
    /// <exception cref="InputException">There is none: the program was copied without its data.</exception>
    public static string Find()
    {
        var installed = Path.Combine(AppContext.BaseDirectory, "data");
        if (Directory.Exists(installed)) return installed;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hanbeam.slnx"))) return Path.Combine(folder.FullName, "data");
        }
        throw new InputException($"The folder {installed} is missing: install Hanbeam again, with its data.");
    }
}
