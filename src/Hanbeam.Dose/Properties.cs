using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Hanbeam.Tests")]
